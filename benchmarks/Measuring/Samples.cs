namespace Runnel.Benchmarks.Measuring;

/// <summary>The readings of one metric over all runs.</summary>
internal sealed class Samples(IEnumerable<double> readings)
{
    private readonly double[] sorted = [.. readings.Order()];

    public double Median => sorted.Length % 2 == 1
        ? sorted[sorted.Length / 2]
        : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;

    public double Min => sorted[0];

    public double Max => sorted[^1];
}
