using Runnel.Log;

namespace Runnel.Testing.Simulation;

/// <summary>Only the execution that began last, and has neither ended nor been given up, writes.</summary>
internal sealed class OneExecutionWrites(SimulatedWorld world) : Invariant(world)
{
    public override void OnEntry(SimulatedRun run, LogEntry entry)
    {
        // Metadata of a family is also written by its members.
        if (entry.Kind is EntryKind.Chunk or EntryKind.StreamOpened or EntryKind.Returned || (entry.Kind == EntryKind.Metadata && run.IsWork))
        {
            Check(
                run.State.Status is RunStatus.Executing or RunStatus.Waiting && entry.Attempt == run.State.Attempt, run, $"{entry.Kind} of attempt {entry.Attempt}, which does not execute.");
        }
    }
}
