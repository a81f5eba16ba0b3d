namespace Runnel.Testing.Simulation;

/// <summary>Who owns a run has a lease that others watch, so that no run is ever stuck with the dead.</summary>
internal sealed class OwnersAreWatched(SimulatedWorld world) : Invariant(world)
{
    public override void OnHead(SimulatedRun run)
    {
        if (run.Head.Worker is { } worker)
        {
            var leases = World.Store.ListLeasesAsync(CancellationToken.None).Result;
            Check(leases.Any(lease => lease.Worker == worker), run, "its owner has no lease.");
        }
    }
}
