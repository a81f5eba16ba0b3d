using Runnel.Log;

namespace Runnel.Testing.Simulation;

/// <summary>Only a run that nobody has begun expires, and only after its time.</summary>
internal sealed class ExpiredNeverBegan(SimulatedWorld world) : Invariant(world)
{
    public override void OnEntry(SimulatedRun run, LogEntry entry)
    {
        if (entry.Kind == EntryKind.Expired)
        {
            Check(run.State.Attempt == 0, run, "a run expires that has begun.");
            Check(World.WasClockSetBack || entry.Timestamp >= run.Head.ExpiresAt, run, $"a run expires before {run.Head.ExpiresAt:O}.");
        }
    }
}
