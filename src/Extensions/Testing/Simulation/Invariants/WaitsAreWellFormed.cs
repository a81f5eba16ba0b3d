using Runnel.Log;

namespace Runnel.Testing.Simulation;

/// <summary>Who goes on has waited, and who waits executes.</summary>
internal sealed class WaitsAreWellFormed(SimulatedWorld world) : Invariant(world)
{
    public override void OnEntry(SimulatedRun run, LogEntry entry)
    {
        if (entry.Kind == EntryKind.Waiting)
        {
            Check(run.State.Status is RunStatus.Executing or RunStatus.Waiting && entry.Attempt == run.State.Attempt, run, "an execution waits that does not execute.");
        }

        if (entry.Kind == EntryKind.Resumed)
        {
            Check(run.State.Status == RunStatus.Waiting && entry.Attempt == run.State.Attempt, run, "an execution goes on that does not wait.");
        }
    }
}
