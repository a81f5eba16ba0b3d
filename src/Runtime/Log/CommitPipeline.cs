using Microsoft.Extensions.Logging;
using Runnel.Diagnostics;
using Runnel.Scheduling;
using Runnel.Storage;

namespace Runnel.Log;

/// <summary>
/// Natural group commit over all runs of the process: while one commit is on its way, entries gather; the next takes all of them.
/// Readers see a commit after the store has answered for it, never before.
/// </summary>
internal sealed partial class CommitPipeline(
    IRunStore store, LiveTail tail, IScheduler scheduler, TimeProvider time, ILogger<CommitPipeline> logger)
{
    private const int MaxRunsPerCommit = 256;

    private readonly Lock gate = new();
    private readonly Queue<RunWriter> writers = new();
    private bool isCommitting;
    private volatile bool isClosed;

    public IScheduler Scheduler => scheduler;

    public TimeProvider Time => time;

    /// <summary>Has the writer's entries committed.</summary>
    public void Enqueue(RunWriter writer)
    {
        lock (gate)
        {
            writers.Enqueue(writer);
            if (isCommitting)
            {
                return;
            }

            isCommitting = true;
        }

        ScheduleCommit();
    }

    private void ScheduleCommit() => scheduler.Schedule(static pipeline => _ = ((CommitPipeline)pipeline!).CommitAsync(), this);

    // One commit, then the scheduler's turn: readers that were just woken run before the next commit, and meanwhile entries gather for it.
    private async Task CommitAsync()
    {
        try
        {
            var batch = TakeBatch(out var appends);
            if (appends.Count > 0)
            {
                if (await TryAppendAsync(appends, Backoff.First.Delay).ConfigureAwait(false) is { } results)
                {
                    Publish(batch, appends, results);
                }
                else
                {
                    CommitEachAlone(batch, appends);
                }
            }
        }
        catch (Exception exception)
        {
            // Whatever it was, the other runs' commits go on.
            LogPublishFailed(exception);
        }

        lock (gate)
        {
            if (writers.Count == 0)
            {
                isCommitting = false;
                return;
            }
        }

        ScheduleCommit();
    }

    private List<RunWriter> TakeBatch(out List<RunAppend> appends)
    {
        var batch = new List<RunWriter>();
        lock (gate)
        {
            while (batch.Count < MaxRunsPerCommit && writers.TryDequeue(out var writer))
            {
                batch.Add(writer);
            }
        }

        var taken = new List<RunAppend>(batch.Count);
        batch.RemoveAll(writer =>
        {
            var append = TakeSegment(writer);
            if (append is not null)
            {
                taken.Add(append);
            }

            return append is null;
        });
        appends = taken;
        return batch;
    }

    // TaskMetadata refuses what cannot be encoded; should something slip past it, one run must not hold up the others.
    private RunAppend? TakeSegment(RunWriter writer)
    {
        try
        {
            return writer.TakeSegment();
        }
        catch (Exception exception)
        {
            LogSegmentBroken(exception, writer.RunId);
            writer.DropMetadata();
            return null;
        }
    }

    private async ValueTask<IReadOnlyList<AppendResult>?> TryAppendAsync(List<RunAppend> appends, TimeSpan retry)
    {
        try
        {
            return await store.AppendAsync(appends, tail, CancellationToken.None).ConfigureAwait(false);
        }
        catch (ObjectDisposedException exception)
        {
            // The host has closed its store: what was not committed by then is for the run's next execution.
            isClosed = true;
            LogStoreClosed(exception, appends.Count);
            return null;
        }
        catch (Exception exception)
        {
            LogCommitFailed(exception, appends.Count, retry.TotalMilliseconds);
            return null;
        }
    }

    // Whatever was wrong with one of them, the others need not wait for it, nor those that come after.
    private void CommitEachAlone(List<RunWriter> batch, List<RunAppend> appends)
    {
        for (var index = 0; index < batch.Count; index++)
        {
            _ = CommitAloneAsync(batch[index], appends[index]);
        }
    }

    // The same append with the same writer sequence: where only the answer to the first try was lost, the second changes nothing.
    private async Task CommitAloneAsync(RunWriter writer, RunAppend append)
    {
        IReadOnlyList<AppendResult>? results = null;
        for (var retry = Backoff.First; results is null && !isClosed; retry = retry.Next)
        {
            await Task.Delay(retry.Delay, time).ConfigureAwait(false);
            results = await TryAppendAsync([append], retry.Delay).ConfigureAwait(false);
        }

        if (results is null)
        {
            return;
        }

        try
        {
            Publish([writer], [append], results);
        }
        catch (Exception exception)
        {
            LogPublishFailed(exception);
        }
    }

    private void Publish(List<RunWriter> batch, List<RunAppend> appends, IReadOnlyList<AppendResult> results)
    {
        var (entries, bytes) = (0, 0);
        for (var index = 0; index < batch.Count; index++)
        {
            var committed = batch[index].Settle(results[index]);
            if (committed is not null)
            {
                entries += committed.Entries.Length;
                bytes += committed.Bytes;
                tail.Publish(appends[index].RunId, committed);
            }
            else
            {
                tail.Advance(appends[index].RunId, results[index].Head);
            }
        }

        // Last, for a listener may throw.
        RunnelDiagnostics.Commits.Add(1);
        RunnelDiagnostics.EntriesCommitted.Add(entries);
        RunnelDiagnostics.BytesCommitted.Add(bytes);
    }

    [LoggerMessage(LogLevel.Critical, "Metadata changes of run '{RunId}' cannot be encoded and are lost.")]
    private partial void LogSegmentBroken(Exception exception, string runId);

    [LoggerMessage(LogLevel.Critical, "What was committed could not be shown to readers in this process; they find it in the store.")]
    private partial void LogPublishFailed(Exception exception);

    [LoggerMessage(LogLevel.Warning, "A commit of {Runs} runs came after the store was closed; others execute them again.")]
    private partial void LogStoreClosed(Exception exception, int runs);

    [LoggerMessage(LogLevel.Error, "A commit of {Runs} runs failed; trying again in {Delay} ms. Nothing is lost; the tasks wait.")]
    private partial void LogCommitFailed(Exception exception, int runs, double delay);
}
