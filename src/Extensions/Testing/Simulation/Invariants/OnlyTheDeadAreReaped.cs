using Runnel.Log;

namespace Runnel.Testing.Simulation;

/// <summary>A worker that lives and reaches the store keeps its runs, whatever the clocks say.</summary>
internal sealed class OnlyTheDeadAreReaped(SimulatedWorld world) : Invariant(world)
{
    public override void OnEntry(SimulatedRun run, LogEntry entry)
    {
        if (entry.Kind != EntryKind.WorkerLost)
        {
            return;
        }

        var isNew = entry.Attempt >= run.State.Attempt && (run.Entries[^1].Kind != EntryKind.WorkerLost || entry.Attempt > run.Entries[^1].Attempt);
        Check(isNew, run, $"attempt {entry.Attempt} is given up, which was over.");
        if (!World.HasErrors && World.Journal.ProcessOf(run.Id, entry.Attempt) is { } process)
        {
            Check(process.IsDead || process.WasPartitioned || process.IsStopped, run, $"attempt {entry.Attempt} was taken from a worker that lives.");
        }
    }
}
