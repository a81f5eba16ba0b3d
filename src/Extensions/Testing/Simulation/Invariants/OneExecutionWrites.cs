using Runnel.Log;

namespace Runnel.Testing.Simulation;

/// <summary>Only the execution that began last, and has neither ended nor been given up, writes.</summary>
internal sealed class OneExecutionWrites(SimulatedWorld world) : Invariant(world)
{
    public override void OnEntry(SimulatedRun run, LogEntry entry)
    {
        if (entry.Kind is EntryKind.Chunk or EntryKind.StreamOpened or EntryKind.Metadata or EntryKind.Returned)
        {
            Check(
                run.State.Status == RunStatus.Executing && entry.Attempt == run.State.Attempt, run, $"{entry.Kind} of attempt {entry.Attempt}, which does not execute.");
        }
    }
}
