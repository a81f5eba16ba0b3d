using Runnel.Control;
using Runnel.Log;
using Runnel.Storage;

namespace Runnel.Leases;

/// <summary>Takes one run from a dead worker: back to the queue, or, after too many deaths, to its end.</summary>
internal sealed class HandOver(RunLog log, string worker, int maxDeaths, Blame blame)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LastDelay = TimeSpan.FromMinutes(1);

    private readonly string operation = $"reap/{log.Scheduler.NewId(log.Time.GetUtcNow()):N}";

    public async ValueTask RunAsync(Orphan orphan)
    {
        var mayEnd = true;
        while (true)
        {
            var append = orphan.State.CancelRequested ? End(orphan, RunStatus.Canceled, (Entry(EntryKind.Canceled, orphan.Head.Attempt), []))
                : mayEnd && IsOver(orphan) ? End(orphan, RunStatus.Crashed, Crashed(orphan))
                : HandOn(orphan);
            await (append.Change!.Status is { IsTerminal: true } ? MetadataDelivery.DeliverAsync(log, orphan.State) : default).ConfigureAwait(false);
            var result = await log.Store.AppendAsync(append, CancellationToken.None).ConfigureAwait(false);
            if (result.Outcome == AppendOutcome.Refused)
            {
                // It has been decided meanwhile how it ends.
                mayEnd = false;
            }
            else if (result.Outcome != AppendOutcome.Conflict)
            {
                await (append.Change!.Status is { IsTerminal: true }
                    ? Cancellation.CancelAwaitedAsync(log, orphan.Head.RunId, CancellationToken.None)
                    : Task.CompletedTask).ConfigureAwait(false);
                return;
            }

            // The worker may have appended once more before it died, or lives on without its lease; or another reaper was first.
            var head = await log.Store.GetAsync(orphan.Head.RunId, CancellationToken.None).ConfigureAwait(false);
            if (head is null || !head.IsOwned || head.Token != orphan.Head.Token)
            {
                return;
            }

            orphan = await Orphan.ReadAsync(log, head).ConfigureAwait(false);
        }
    }

    private OutsideAppend HandOn(Orphan orphan)
    {
        // Short of the last step: that is taken only by a run that was alone.
        var isCounted = blame != Blame.None && orphan.State.Deaths + 1 < maxDeaths;
        var deaths = orphan.State.Deaths + (blame == Blame.None ? 0 : 1);
        DateTimeOffset? dueAt = blame != Blame.None && deaths > 1 ? log.Time.GetUtcNow() + DelayAfter(deaths) : null;
        var body = EntryBodies.Encode(new WorkerLostBody(Lost, isCounted, dueAt), EntryBodies.Default.WorkerLostBody);
        return Append(
            orphan,
            new HeadChange { Status = dueAt is null ? RunStatus.Queued : RunStatus.Delayed, DueAt = dueAt },
            (Entry(EntryKind.WorkerLost, orphan.Head.Attempt), body));
    }

    private OutsideAppend End(Orphan orphan, RunStatus status, (LogEntry Entry, byte[] Json) last)
    {
        var interrupted = EntryBodies.Encode(new StreamEndedBody(StreamEndReason.Interrupted, Error: null), EntryBodies.Default.StreamEndedBody);
        return Append(
            orphan,
            new HeadChange { Status = status },
            [.. orphan.State.OpenStreams.Select(stream => (Entry(EntryKind.StreamEnded, stream.Value, stream.Key), interrupted)), last]);
    }

    private (LogEntry Entry, byte[] Json) Crashed(Orphan orphan) =>
        (Entry(EntryKind.Crashed, orphan.Head.Attempt), EntryBodies.Encode(new FailureBody(Deadly, DueAt: null), EntryBodies.Default.FailureBody));

    private bool IsOver(Orphan orphan) => blame == Blame.Alone && orphan.State is { Output: null } state && state.Deaths + 1 >= maxDeaths;

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

    private TaskError Lost => new(
        typeof(RunnelException).FullName!, $"Worker '{worker}' died, or did not reach the store, while it executed the run.");

    private TaskError Deadly => new(
        typeof(RunnelException).FullName!,
        $"The process that executed the run died {maxDeaths} times in a row, the last time with worker '{worker}'. Look for what ends the process: running out of memory, a stack overflow, Environment.FailFast, native code.");

    private LogEntry Entry(EntryKind kind, int attempt, string? key = null) => new(kind, attempt, log.Time.GetUtcNow(), key, value: null);

    // From half to three halves of the exponential delay: runs that died together do not come back together.
    private TimeSpan DelayAfter(int deaths)
    {
        var exponential = FirstDelay * Math.Pow(2, deaths - 2);
        return (exponential < LastDelay ? exponential : LastDelay) * (0.5 + log.Scheduler.Random.NextDouble());
    }
}
