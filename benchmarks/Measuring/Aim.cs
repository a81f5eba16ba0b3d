using System.Globalization;

namespace Runnel.Benchmarks.Measuring;

/// <summary>What a metric is to come to.</summary>
internal sealed record Aim
{
    private readonly Func<double, double?, bool> isMet;

    private Aim(string text, Func<double, double?, bool> isMet) => (Text, this.isMet) = (text, isMet);

    public string Text { get; }

    /// <summary>Ours, divided by the other, is at least this.</summary>
    public static Aim AtLeast(double limit) => new(Invariant($"≥ {limit} ×"), (_, ratio) => ratio >= limit);

    /// <summary>Ours, divided by the other, is at most this.</summary>
    public static Aim AtMost(double limit) => new(Invariant($"≤ {limit} ×"), (_, ratio) => ratio <= limit);

    /// <summary>Ours is at least this, whatever the other is.</summary>
    public static Aim NotBelow(double limit) => new(Invariant($"≥ {limit:#,0.###}"), (ours, _) => ours >= limit);

    /// <summary>Ours is at most this, whatever the other is.</summary>
    public static Aim NotAbove(double limit) => new(Invariant($"≤ {limit:#,0.###}"), (ours, _) => ours <= limit);

    /// <summary>Ours is more than the other by at most this.</summary>
    public static Aim MoreByAtMost(double limit) => new(Invariant($"≤ {limit:#,0.###} more"), (ours, ratio) => ours - (ours / ratio) <= limit);

    /// <summary>Ours is this number.</summary>
    public static Aim Exactly(double value) => new(Invariant($"{value}"), (ours, _) => ours == value);

    public bool IsMetBy(double ours, double? ratio) => isMet(ours, ratio);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
