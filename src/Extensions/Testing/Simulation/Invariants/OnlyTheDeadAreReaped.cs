using Runnel.Log;

namespace Runnel.Testing.Simulation;

/// <summary>A worker that lives and reaches the store keeps its runs, whatever the clocks say.</summary>
internal sealed class OnlyTheDeadAreReaped(SimulatedWorld world) : Invariant(world)
{
    public override void OnEntry(SimulatedRun run, LogEntry entry)
    {
        if (entry.Kind == EntryKind.WorkerLost && !World.HasErrors && World.Journal.ProcessOf(run.Id, entry.Attempt) is { } process)
        {
            Check(process.IsDead || process.WasPartitioned || process.IsStopped, run, $"attempt {entry.Attempt} was taken from a worker that lives.");
        }
    }
}
