using Runnel.Log;

namespace Runnel.Testing.Simulation;

/// <summary>Who owns a run has a lease that others watch, so that no run is ever stuck with the dead, and owns no more than it may execute.</summary>
internal sealed class OwnersAreWatched(SimulatedWorld world) : Invariant(world)
{
    public override void OnHead(SimulatedRun run)
    {
        if (run.Head.Worker is { } worker)
        {
            // Those that wait for the quarantine do not count, up to as many again; nor does one that has waited, until it has a place.
            var owned = World.Runs.Count(other => other.Head.Worker == worker && other.Entries[^1].Kind is not (EntryKind.Waiting or EntryKind.Resumed));
            var mayOwn = World.HasPoison ? 2 * SimulatedProcess.MaxConcurrentRuns : SimulatedProcess.MaxConcurrentRuns;
            Check(owned <= mayOwn || World.HasFamilies, run, $"its owner has {owned} runs.");
            var leases = World.Store.ListLeasesAsync(CancellationToken.None).Result;
            Check(leases.Any(lease => lease.Worker == worker), run, "its owner has no lease.");
        }
    }
}
