using Runnel.Log;

namespace Runnel.Testing.Simulation;

/// <summary>A run whose task has returned is not executed again: it completes.</summary>
internal sealed class ReturnIsFinal(SimulatedWorld world) : Invariant(world)
{
    public override void OnEntry(SimulatedRun run, LogEntry entry)
    {
        if (run.State.Output is not null)
        {
            var follows = entry.Kind is EntryKind.Chunk or EntryKind.StreamEnded or EntryKind.StreamOpened or EntryKind.Warning
                or EntryKind.HandedBack or EntryKind.WorkerLost or EntryKind.Completed;
            Check(follows, run, $"{entry.Kind} follows the return.");
        }
        else
        {
            Check(entry.Kind != EntryKind.Completed, run, "the run completes without a return.");
        }
    }
}
