using Runnel.Log;

namespace Runnel.Testing.Simulation;

/// <summary>The next attempt does not begin before it is due, whoever makes it.</summary>
internal sealed class RetriesWait(SimulatedWorld world) : Invariant(world)
{
    public override void OnEntry(SimulatedRun run, LogEntry entry)
    {
        if (entry.Kind == EntryKind.Started && run.State is { Status: RunStatus.Delayed, DueAt: { } dueAt })
        {
            Check(World.WasClockSetBack || entry.Timestamp >= dueAt, run, $"an attempt that is due at {dueAt:O} begins at {entry.Timestamp:O}.");
        }
    }
}
