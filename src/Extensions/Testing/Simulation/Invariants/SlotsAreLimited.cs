namespace Runnel.Testing.Simulation;

/// <summary>Never do more runs of a lane execute than its queue has slots, over all processes.</summary>
internal sealed class SlotsAreLimited(SimulatedWorld world) : Invariant(world)
{
    public override void OnLooked()
    {
        var executing = World.Runs.Where(run => run.Head is { Queue: SimulatedFamily.Queue, HoldsSlot: true });
        foreach (var lane in executing.GroupBy(run => run.Head.ConcurrencyKey).Where(lane => lane.Count() > SimulatedFamily.Slots))
        {
            Check(holds: false, lane.Last(), $"{lane.Count()} runs of its lane execute.");
        }
    }
}
