using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Runnel.Diagnostics;

/// <summary>The names under which Runnel reports traces and metrics.</summary>
public static class RunnelDiagnostics
{
    /// <summary>The name of the <see cref="ActivitySource"/> and of the <see cref="Meter"/>.</summary>
    public const string Name = "Runnel";

    private static readonly Meter Meter = new(Name);

    internal static ActivitySource Activities { get; } = new(Name);

    internal static Counter<long> RunsTriggered { get; } =
        Meter.CreateCounter<long>("runnel.runs.triggered", "{run}", "Runs that clients of this process created.");

    internal static Counter<long> RunsFinished { get; } =
        Meter.CreateCounter<long>("runnel.runs.finished", "{run}", "Runs that ended on this worker, by status.");

    internal static Counter<long> AttemptsFailed { get; } =
        Meter.CreateCounter<long>("runnel.attempts.failed", "{attempt}", "Executions that failed on this worker.");

    internal static UpDownCounter<long> RunsExecuting { get; } =
        Meter.CreateUpDownCounter<long>("runnel.runs.executing", "{run}", "Runs that this worker executes now.");

    internal static Counter<long> EntriesCommitted { get; } =
        Meter.CreateCounter<long>("runnel.log.entries", "{entry}", "Entries that this process committed.");

    internal static Counter<long> BytesCommitted { get; } =
        Meter.CreateCounter<long>("runnel.log.bytes", "By", "Bytes of entries that this process committed.");

    internal static Counter<long> Commits { get; } =
        Meter.CreateCounter<long>("runnel.log.commits", "{commit}", "Commits of this process's pipeline.");
}
