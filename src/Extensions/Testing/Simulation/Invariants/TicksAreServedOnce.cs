using System.Text.Json;

namespace Runnel.Testing.Simulation;

/// <summary>Each due time of a schedule has one run, over all processes, and none is left out, whoever died in between.</summary>
internal sealed class TicksAreServedOnce(SimulatedWorld world) : Invariant(world)
{
    private readonly SortedSet<DateTimeOffset> served = [];

    public override void OnCreated(SimulatedRun run)
    {
        if (run.Head.TaskId == "tick")
        {
            var time = JsonSerializer.Deserialize<ScheduledTime>(run.State.Payload.Span, JsonSerializerOptions.Web)!;
            Check(served.Add(time.DueAt), run, $"a second run for {time.DueAt:O}.");
        }
    }

    public override void OnEnd()
    {
        foreach (var (earlier, later) in served.Zip(served.Skip(1)))
        {
            World.Thread.Check(World.WasClockSet || later - earlier == SimulatedTick.Period, $"{GetType().Name}: no run for a time between {earlier:O} and {later:O}.");
        }
    }
}
