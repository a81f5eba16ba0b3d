namespace Runnel.Testing.Simulation;

/// <summary>One trigger creates at most one run, however often its answer is lost.</summary>
internal sealed class TriggersCreateOnce(SimulatedWorld world) : Invariant(world)
{
    public override void OnEnd()
    {
        foreach (var trigger in World.Runs.Where(run => run is { IsWork: true, Head.ParentId: null }).GroupBy(run => run.Work.Number).Where(trigger => trigger.Count() > 1))
        {
            Check(holds: false, trigger.First(), $"trigger {trigger.Key} created {trigger.Count()} runs.");
        }
    }
}
