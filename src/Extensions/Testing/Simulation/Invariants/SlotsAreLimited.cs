namespace Runnel.Testing.Simulation;

/// <summary>Never do more runs of a lane execute than its queue has slots, over all processes.</summary>
internal sealed class SlotsAreLimited(SimulatedWorld world) : Invariant(world)
{
    public override void OnHead(SimulatedRun run)
    {
        if (run.Head is { Queue: SimulatedFamily.Queue, HoldsSlot: true })
        {
            var executing = World.Runs.Count(other =>
                other.Head is { Queue: SimulatedFamily.Queue, HoldsSlot: true } && other.Head.ConcurrencyKey == run.Head.ConcurrencyKey);
            Check(executing <= SimulatedFamily.Slots, run, $"{executing} runs of its lane execute.");
        }
    }
}
