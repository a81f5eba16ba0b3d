using Runnel.Log;

namespace Runnel.Testing.Simulation;

/// <summary>A run ends as Crashed after its own deaths, never for having been near another.</summary>
internal sealed class OnlyPoisonCrashes(SimulatedWorld world) : Invariant(world)
{
    public override void OnEntry(SimulatedRun run, LogEntry entry)
    {
        if (entry.Kind == EntryKind.Crashed)
        {
            Check(run is { IsWork: true, Work.IsPoison: true }, run, "an innocent run crashes.");
            Check(run.State.Deaths == SimulatedWorld.MaxDeaths - 1, run, $"the run crashes after {run.State.Deaths + 1} deaths.");
        }
    }
}
