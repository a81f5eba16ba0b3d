using System.Diagnostics;

namespace Runnel.Benchmarks.Measuring;

/// <summary>How long each of many equal things took, as differences of <see cref="Stopwatch"/> timestamps.</summary>
internal sealed class Percentiles
{
    private readonly long[] sorted;

    public Percentiles(IEnumerable<long> ticks)
    {
        sorted = [.. ticks];
        Array.Sort(sorted);
    }

    /// <summary>The metrics of latencies, in the order of <see cref="Readings"/>.</summary>
    public static IReadOnlyList<Metric> Metrics(Aim median, Aim? tail = null) => [new("p50", "ms", median), new("p99", "ms", tail), new("longest", "ms")];

    public double[] Readings() => [At(0.5), At(0.99), At(1)];

    /// <summary>In milliseconds: what the given share of them did not exceed.</summary>
    public double At(double share) => sorted[Math.Max((int)Math.Ceiling(share * sorted.Length) - 1, 0)] * 1e3 / Stopwatch.Frequency;
}
