using System.Diagnostics;

namespace Runnel.Benchmarks.Measuring;

/// <summary>A piece of work under way: how long it takes, what the process allocates meanwhile, and for how long it computes.</summary>
internal readonly struct Lap
{
    private readonly long allocated;
    private readonly TimeSpan computed;
    private readonly long start;

    private Lap(long allocated, TimeSpan computed, long start) => (this.allocated, this.computed, this.start) = (allocated, computed, start);

    public static Lap Start() => new(GC.GetTotalAllocatedBytes(precise: true), Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());

    /// <summary>Ends it.</summary>
    public LapTime Stop()
    {
        var elapsed = Stopwatch.GetElapsedTime(start);
        return new(elapsed, Environment.CpuUsage.TotalTime - computed, GC.GetTotalAllocatedBytes(precise: true) - allocated);
    }
}

/// <summary>What a piece of work took.</summary>
/// <param name="Elapsed">By the clock.</param>
/// <param name="Computed">On all cores together, the collector's work included.</param>
/// <param name="AllocatedBytes">By the whole process.</param>
internal readonly record struct LapTime(TimeSpan Elapsed, TimeSpan Computed, long AllocatedBytes)
{
    /// <summary>The readings of work of many pieces: pieces per second, processor time and bytes of a piece.</summary>
    public double[] Of(long pieces) => [pieces / Elapsed.TotalSeconds, Computed.TotalNanoseconds / pieces, (double)AllocatedBytes / pieces];

    /// <summary>The metrics of work of many pieces, in the order of <see cref="Of"/>.</summary>
    public static IReadOnlyList<Metric> Metrics(string piece, string pieces, Aim? throughput) =>
    [
        new("throughput", $"{pieces}/s", throughput),
        new("processor", $"ns/{piece}"),
        new("allocated", $"B/{piece}"),
    ];
}
