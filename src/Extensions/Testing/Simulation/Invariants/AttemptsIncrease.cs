using Runnel.Log;

namespace Runnel.Testing.Simulation;

/// <summary>Each execution has a new number, and begins after the one before was ended or given up.</summary>
internal sealed class AttemptsIncrease(SimulatedWorld world) : Invariant(world)
{
    public override void OnEntry(SimulatedRun run, LogEntry entry)
    {
        if (entry.Kind == EntryKind.Started)
        {
            Check(entry.Attempt > run.State.Attempt, run, $"attempt {entry.Attempt} follows attempt {run.State.Attempt}.");
            Check(run.State.Status is RunStatus.Queued or RunStatus.Delayed, run, $"attempt {entry.Attempt} begins in the middle of another.");
        }
    }
}
