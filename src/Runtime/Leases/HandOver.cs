using Runnel.Log;
using Runnel.Storage;

namespace Runnel.Leases;

/// <summary>Takes one run from a dead worker: back to the queue, or, after too many deaths, to its end.</summary>
internal sealed class HandOver(RunLog log, string worker, int maxDeaths, bool isBlamed)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LastDelay = TimeSpan.FromMinutes(1);

    private readonly string operation = $"reap/{log.Scheduler.NewId(log.Time.GetUtcNow()):N}";

    public async ValueTask RunAsync(Orphan orphan)
    {
        var mayEnd = true;
        while (true)
        {
            var isEnd = mayEnd && isBlamed && orphan.State is { CancelRequested: false, Output: null } && orphan.State.Deaths + 1 >= maxDeaths;
            var result = await log.Store.AppendAsync(isEnd ? End(orphan) : HandOn(orphan), CancellationToken.None).ConfigureAwait(false);
            if (result.Outcome == AppendOutcome.Refused)
            {
                // Somebody canceled it meanwhile: the next execution ends it so.
                mayEnd = false;
            }
            else if (result.Outcome != AppendOutcome.Conflict)
            {
                return;
            }

            // The worker may have appended once more before it died, or lives on without its lease; or another reaper was first.
            var head = await log.Store.GetAsync(orphan.Head.RunId, CancellationToken.None).ConfigureAwait(false);
            if (head is null || head.Status != RunStatus.Executing || head.Token != orphan.Head.Token)
            {
                return;
            }

            orphan = await Orphan.ReadAsync(log, head).ConfigureAwait(false);
        }
    }

    private OutsideAppend HandOn(Orphan orphan)
    {
        var deaths = orphan.State.Deaths + (isBlamed ? 1 : 0);
        DateTimeOffset? dueAt = isBlamed && deaths > 1 ? log.Time.GetUtcNow() + DelayAfter(deaths) : null;
        var body = EntryBodies.Encode(new WorkerLostBody(Error(orphan), isBlamed, dueAt), EntryBodies.Default.WorkerLostBody);
        return Append(
            orphan,
            new HeadChange { Status = dueAt is null ? RunStatus.Queued : RunStatus.Delayed, DueAt = dueAt },
            (Entry(EntryKind.WorkerLost, orphan.Head.Attempt), body));
    }

    private OutsideAppend End(Orphan orphan)
    {
        var interrupted = EntryBodies.Encode(new StreamEndedBody(StreamEndReason.Interrupted, Error: null), EntryBodies.Default.StreamEndedBody);
        var crashed = EntryBodies.Encode(new FailureBody(Error(orphan), DueAt: null), EntryBodies.Default.FailureBody);
        return Append(
            orphan,
            new HeadChange { Status = RunStatus.Crashed },
            [
                .. orphan.State.OpenStreams.Select(stream => (Entry(EntryKind.StreamEnded, stream.Value, stream.Key), interrupted)),
                (Entry(EntryKind.Crashed, orphan.Head.Attempt), crashed),
            ]);
    }

    private OutsideAppend Append(Orphan orphan, HeadChange change, params ReadOnlySpan<(LogEntry Entry, byte[] Json)> entries) => new()
    {
        RunId = orphan.Head.RunId,
        OperationId = operation,
        ExpectedHead = orphan.Head.Head,
        Ownership = RunOwnership.Owned,
        ExpectedToken = orphan.Head.Token,
        Body = SegmentBuilder.Encode(entries),
        Change = change,
    };

    private TaskError Error(Orphan orphan) => new(
        typeof(RunnelException).FullName!,
        orphan.State.Deaths + 1 >= maxDeaths && isBlamed
            ? $"The process that executed the run died {maxDeaths} times in a row, the last time with worker '{worker}'. Look for what ends the process: running out of memory, a stack overflow, Environment.FailFast, native code."
            : $"Worker '{worker}' died, or did not reach the store, while it executed the run.");

    private LogEntry Entry(EntryKind kind, int attempt, string? key = null) => new(kind, attempt, log.Time.GetUtcNow(), key, value: null);

    // From half to three halves of the exponential delay: runs that died together do not come back together.
    private TimeSpan DelayAfter(int deaths)
    {
        var exponential = FirstDelay * Math.Pow(2, deaths - 2);
        return (exponential < LastDelay ? exponential : LastDelay) * (0.5 + log.Scheduler.Random.NextDouble());
    }
}
