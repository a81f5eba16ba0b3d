using Runnel.Log;
using Runnel.Storage;

namespace Runnel.Testing.Simulation;

/// <summary>What was once in a log is in it at the end, the same to the last byte.</summary>
internal sealed class LogIsAppendOnly(SimulatedWorld world) : Invariant(world)
{
    public override void OnEnd()
    {
        foreach (var run in World.Runs)
        {
            var page = World.Store.ReadAsync(new ReadRequest(run.Id, After: 0) { MaxBytes = int.MaxValue }, CancellationToken.None).Result;
            var stored = page.Segments.SelectMany(segment => CommittedSegment.Read(segment).Entries).ToList();
            Check(stored.Count == run.Entries.Count && stored.Zip(run.Entries).All(pair => AreSame(pair.First, pair.Second)), run, "the log is not what it was.");
        }
    }

    private static bool AreSame(LogEntry left, LogEntry right) =>
        left.Sequence == right.Sequence && left.Kind == right.Kind && left.Attempt == right.Attempt && left.Body.Span.SequenceEqual(right.Body.Span);
}
