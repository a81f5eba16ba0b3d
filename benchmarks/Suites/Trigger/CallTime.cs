using Runnel.Benchmarks.Measuring;

namespace Runnel.Benchmarks.Suites.Trigger;

/// <summary>What a call takes, of a lap of many.</summary>
internal static class CallTime
{
    /// <summary>The metrics of calls, in the order of <see cref="Of"/>.</summary>
    public static IReadOnlyList<Metric> Metrics(string piece, Aim? aim) =>
        [new("time", $"µs/{piece}", aim), new("processor", $"µs/{piece}"), new("allocated", $"B/{piece}")];

    public static double[] Of(int calls, params IEnumerable<LapTime> laps) =>
    [
        laps.Sum(lap => lap.Elapsed.TotalMicroseconds) / calls,
        laps.Sum(lap => lap.Computed.TotalMicroseconds) / calls,
        (double)laps.Sum(lap => lap.AllocatedBytes) / calls,
    ];
}
