using Runnel.Log;

namespace Runnel.Testing.Simulation;

/// <summary>A stream opens once in an attempt, its chunks lie between its opening and its end, and none stays open.</summary>
internal sealed class StreamsAreWellFormed(SimulatedWorld world) : Invariant(world)
{
    public override void OnEntry(SimulatedRun run, LogEntry entry)
    {
        var isOpen = entry.Key is not null && run.State.OpenStreams.TryGetValue(entry.Key, out var attempt) && attempt == entry.Attempt;
        switch (entry.Kind)
        {
            case EntryKind.StreamOpened:
                Check(!run.State.OpenStreams.ContainsKey(entry.Key!), run, $"{entry.Key} is opened twice.");
                break;
            case EntryKind.Chunk or EntryKind.StreamEnded:
                Check(isOpen, run, $"{entry.Kind} of {entry.Key}, which is not open.");
                break;
        }
    }

    public override void OnEnd()
    {
        foreach (var run in World.Runs)
        {
            Check(run.State.OpenStreams.Count == 0, run, "a stream is still open.");
        }
    }
}
