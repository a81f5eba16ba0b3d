namespace Runnel.Testing.Simulation;

/// <summary>What a subscriber sees is in the store.</summary>
internal sealed class DurableBeforeVisible(SimulatedWorld world) : Invariant(world)
{
    public override void OnPart(Follower follower, SimulatedWork.StreamPart part)
    {
        var run = World.FindRun(follower.RunId)!;
        Check(part.Cursor.Sequence <= run.Entries.Count, run, $"a subscriber sees entry {part.Cursor.Sequence}, which is not durable.");
    }
}
