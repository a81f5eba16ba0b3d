namespace Runnel.Benchmarks.Measuring;

/// <summary>What one metric of one comparison came to.</summary>
internal sealed class Row(string suite, Comparison comparison, Metric metric, double[] ours, double[] beside)
{
    public string Suite => suite;

    public string Case { get; } = $"{comparison.Name}: {metric.Name}";

    public string Unit => metric.Unit;

    public Samples Ours { get; } = new(ours);

    public string Beside => comparison.Beside;

    public Samples BesideValue { get; } = new(beside);

    /// <summary>
    /// The median of the rounds' own ratios: ours and the other of one round saw the same machine, which the medians of either need not have.
    /// </summary>
    public double? Ratio { get; } = beside.All(reading => reading > 0) ? new Samples(ours.Zip(beside, (left, right) => left / right)).Median : null;

    public Aim? Aim => metric.Aim;

    /// <summary>Whether the aim is met; <see langword="null"/> where there is none.</summary>
    public bool? IsMet => Aim?.IsMetBy(Ours.Median, Ratio);
}
