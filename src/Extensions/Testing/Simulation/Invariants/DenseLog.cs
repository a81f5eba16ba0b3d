using Runnel.Log;

namespace Runnel.Testing.Simulation;

/// <summary>Sequences begin at 1 and have no gap.</summary>
internal sealed class DenseLog(SimulatedWorld world) : Invariant(world)
{
    public override void OnEntry(SimulatedRun run, LogEntry entry) =>
        Check(entry.Sequence == run.Entries.Count + 1, run, $"entry {entry.Sequence} follows {run.Entries.Count}.");
}
