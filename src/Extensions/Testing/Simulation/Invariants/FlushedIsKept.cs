namespace Runnel.Testing.Simulation;

/// <summary>What FlushAsync has answered for stays.</summary>
internal sealed class FlushedIsKept(SimulatedWorld world) : Invariant(world)
{
    public override void OnEnd()
    {
        foreach (var ((runId, attempt, stream), count) in World.Journal.AllFlushed)
        {
            var run = World.FindRun(runId)!;
            Check(run.Chunks(attempt, stream).Count() >= count, run, $"of attempt {attempt} {count} chunks of {stream} were flushed.");
        }
    }
}
