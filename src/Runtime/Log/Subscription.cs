using System.Runtime.CompilerServices;
using Runnel.Scheduling;
using Runnel.Storage;

namespace Runnel.Log;

/// <summary>Follows one run's log to its terminal entry: from the store where it is behind, from the live tail where it is not.</summary>
internal static class Subscription
{
    /// <summary>The segments after the given entry, in order, to the terminal one. The first may begin before it.</summary>
    public static async IAsyncEnumerable<CommittedSegment> FollowAsync(
        RunLog log, string runId, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var tail = log.Tail.Attach(runId);
        var signal = new Signal(log.Scheduler);
        tail.Add(signal);
        try
        {
            var mayBeInStore = true;
            while (true)
            {
                if (tail.Next(after, out var inStore) is { } live)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    after = live.Last;
                    yield return live;
                    if (live.IsLast)
                    {
                        yield break;
                    }

                    continue;
                }

                if (mayBeInStore || inStore)
                {
                    mayBeInStore = false;
                    var page = await log.Store.ReadAsync(new ReadRequest(runId, after) { MaxBytes = log.PageBytes }, cancellationToken).ConfigureAwait(false);
                    foreach (var stored in page.Segments)
                    {
                        var segment = CommittedSegment.Read(stored);
                        after = segment.Last;
                        mayBeInStore = true;
                        yield return segment;
                        if (segment.IsLast)
                        {
                            yield break;
                        }
                    }

                    if (mayBeInStore)
                    {
                        continue;
                    }

                    // Nothing after an entry that is not the last: either nothing yet, or retention has taken the run away under the reader.
                    _ = await log.Store.GetAsync(runId, cancellationToken).ConfigureAwait(false) ?? throw new RunGoneException(runId);
                }

                await signal.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            tail.Remove(signal);
            log.Tail.Detach(runId, tail);
        }
    }
}
