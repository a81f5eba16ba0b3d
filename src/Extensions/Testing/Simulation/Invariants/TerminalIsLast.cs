using Runnel.Log;

namespace Runnel.Testing.Simulation;

/// <summary>A run ends once, and nothing follows.</summary>
internal sealed class TerminalIsLast(SimulatedWorld world) : Invariant(world)
{
    public override void OnEntry(SimulatedRun run, LogEntry entry) =>
        Check(!run.State.Status.IsTerminal, run, $"{entry.Kind} follows the end.");

    public override void OnEnd()
    {
        foreach (var run in World.Runs)
        {
            Check(run.Entries[^1].Kind.IsTerminal, run, "the last entry is no end.");
        }
    }
}
