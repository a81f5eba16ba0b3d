using Microsoft.Extensions.Logging;
using Runnel.Definitions;
using Runnel.Diagnostics;
using Runnel.Log;
using Runnel.Storage;

namespace Runnel.Execution;

/// <summary>The entries that begin an execution and those that end or hand on its run, each with its change of the head, in one commit.</summary>
internal sealed partial class ExecutionEnd(ExecutionEnvironment environment, RunWriter writer, RunState state, ILogger logger)
{
    private bool hasBegun;

    /// <summary>Where the run stands after this execution, once that is in the log.</summary>
    public RunStatus? Status { get; private set; }

    /// <summary>Why the execution failed, if it did.</summary>
    public TaskError? Error { get; private set; }

    /// <summary>Brings metadata changes to other runs; they have arrived before the execution ends.</summary>
    public MetadataRelay? Relay { get; set; }

    /// <summary>Called before the run's end is recorded, which it cannot hold up for ever; it can note warnings.</summary>
    public Func<RunStatus, TaskError?, Action<string>, ValueTask>? BeforeEnd { get; set; }

    /// <summary>Notes what went wrong without ending the run.</summary>
    public void Warn(string message) =>
        writer.Write(writer.NewEntry(EntryKind.Warning), EntryBodies.Encode(new WarningBody(message), EntryBodies.Default.WarningBody));

    /// <summary>Ends the open streams of the execution before and records the start of this one.</summary>
    /// <returns>Whether the task is to run; else the run was ended.</returns>
    public async ValueTask<bool> BeginAsync()
    {
        (LogEntry, byte[]) started = (writer.NewEntry(EntryKind.Started), []);
        var outcome = await writer.AppendAsync(
            new HeadChange { Status = RunStatus.Executing },
            state.OpenStreams.Count == 0
                ? [started]
                : [.. state.OpenStreams.Select(stream => StreamEnd(stream.Key, stream.Value, StreamEndReason.Superseded)), started])
            .ConfigureAwait(false);
        if (outcome == AppendOutcome.Refused)
        {
            await CancelAsync([]).ConfigureAwait(false);
        }

        return hasBegun = outcome.IsInLog;
    }

    /// <summary>Records the output.</summary>
    /// <returns>Whether the run is going to complete; else canceling was decided before.</returns>
    public async ValueTask<bool> ReturnAsync(byte[] output) =>
        (await writer.AppendAsync(new HeadChange { Intent = RunIntent.Return }, [(writer.NewEntry(EntryKind.Returned), output)]).ConfigureAwait(false)).IsInLog;

    /// <summary>Records the output and, where no stream is left to drain, the run's end with it.</summary>
    /// <returns>Whether the run is going to complete; else canceling was decided before.</returns>
    public async ValueTask<bool> ReturnAndCompleteAsync(byte[] output)
    {
        await FlushAsync(isStopped: false).ConfigureAwait(false);
        var change = new HeadChange { Intent = RunIntent.Return, Status = RunStatus.Completed };
        var outcome = await writer.AppendAsync(change, [(writer.NewEntry(EntryKind.Returned), output), (writer.NewEntry(EntryKind.Completed), [])]).ConfigureAwait(false);
        if (outcome.IsInLog)
        {
            Finished(RunStatus.Completed);
        }

        return outcome != AppendOutcome.Refused;
    }

    public ValueTask CompleteAsync(IReadOnlyList<string> open) => FinishAsync(RunStatus.Completed, open, (writer.NewEntry(EntryKind.Completed), []));

    public ValueTask CancelAsync(IReadOnlyList<string> open) => FinishAsync(RunStatus.Canceled, open, (writer.NewEntry(EntryKind.Canceled), []));

    /// <summary>Ends a run whose task has returned, and whose streams have ended.</summary>
    public ValueTask EndReturnedAsync(TaskDefinition definition, IReadOnlyList<string> open, TaskError? lateStreamFailure) =>
        lateStreamFailure is not null && definition.FailOnStreamError
            ? FailAsync(lateStreamFailure, open, mayRetry: false)
            : CompleteAsync(open);

    /// <summary>Ends or hands on a run whose execution was told to stop.</summary>
    public ValueTask EndStoppedAsync(StopReason reason, TimeSpan? limit, IReadOnlyList<string> open) => reason switch
    {
        StopReason.HandedBack => HandBackAsync(open),
        StopReason.TimedOut => TimeOutAsync(limit ?? TimeSpan.Zero, open),
        _ => CancelAsync(open),
    };

    public ValueTask ExpireAsync() => FinishAsync(RunStatus.Expired, [], Failure(
        EntryKind.Expired,
        Error = new TaskError(typeof(RunnelException).FullName!, "No worker has taken the run within its time to live."),
        dueAt: null));

    private ValueTask TimeOutAsync(TimeSpan limit, IReadOnlyList<string> open) => FinishAsync(RunStatus.TimedOut, open, Failure(
        EntryKind.TimedOut,
        Error = new TaskError(typeof(TimeoutException).FullName!, $"Attempt {writer.Attempt} took longer than {limit.TotalSeconds:0.###} s, its waits left out; it was stopped."),
        dueAt: null));

    /// <summary>Ends the run as failed, or has it tried again after a delay.</summary>
    public async ValueTask FailAsync(TaskError error, IReadOnlyList<string> open, bool mayRetry)
    {
        Error = error;
        RunnelDiagnostics.AttemptsFailed.Add(1, new KeyValuePair<string, object?>("task", state.TaskId));
        var retry = environment.Tasks.Definition(state.TaskId).Retry;
        var failed = state.FailedAttempts + 1;
        if (!mayRetry || failed >= (state.MaxAttempts ?? retry.MaxAttempts))
        {
            LogRunFailed(state.RunId, state.TaskId, writer.Attempt, error.Details ?? error.Message);
            await FinishAsync(RunStatus.Failed, open, Failure(EntryKind.Failed, error, dueAt: null)).ConfigureAwait(false);
            return;
        }

        var dueAt = environment.Log.Time.GetUtcNow() + retry.DelayAfter(failed, environment.Log.Scheduler.Random.NextDouble());
        LogAttemptFailed(state.RunId, state.TaskId, writer.Attempt, dueAt, error.Details ?? error.Message);
        await HandOnAsync(new HeadChange { Status = RunStatus.Delayed, DueAt = dueAt }, Failure(EntryKind.AttemptFailed, error, dueAt), open).ConfigureAwait(false);
    }

    /// <summary>Gives the run back for another worker to execute.</summary>
    private ValueTask HandBackAsync(IReadOnlyList<string> open) =>
        HandOnAsync(new HeadChange { Status = RunStatus.Queued }, (writer.NewEntry(EntryKind.HandedBack), []), open);

    /// <summary>What the task gave to others to keep is with them before it ends. A run that is to be canceled does not wait for it for ever.</summary>
    private async ValueTask FlushAsync(bool isStopped)
    {
        if (Relay is not { } relay)
        {
            return;
        }

        var limit = isStopped ? environment.Options.CancelGracePeriod : Timeout.InfiniteTimeSpan;
        if (!await IsOverWithinAsync(relay.FlushAsync().AsTask(), limit).ConfigureAwait(false))
        {
            TryWarn("Changes of the metadata of the parent or the root could not be brought there in time.");
        }
    }

    private async ValueTask TellFiltersAsync(RunStatus status)
    {
        if (BeforeEnd is not { } before)
        {
            return;
        }

        BeforeEnd = null;
        var limit = status == RunStatus.Completed ? environment.Options.DrainTimeout : environment.Options.CancelGracePeriod;
        if (!await IsOverWithinAsync(before(status, Error, TryWarn).AsTask(), limit).ConfigureAwait(false))
        {
            TryWarn($"The filters have not ended {limit.TotalSeconds:0.###} s after they were told that the run ends; it ends without them.");
        }
    }

    private async ValueTask<bool> IsOverWithinAsync(Task work, TimeSpan limit)
    {
        if (work.IsCompleted || limit == Timeout.InfiniteTimeSpan)
        {
            await work.ConfigureAwait(false);
            return true;
        }

        using var endOfWait = new CancellationTokenSource();
        await Task.WhenAny(work, Task.Delay(limit, environment.Log.Time, endOfWait.Token)).ConfigureAwait(false);
        endOfWait.Cancel();
        return work.IsCompleted;
    }

    private async ValueTask HandOnAsync(HeadChange change, (LogEntry Entry, byte[] Json) entry, IReadOnlyList<string> open)
    {
        await FlushAsync(isStopped: false).ConfigureAwait(false);

        // Open streams stay open: the next execution's first append supersedes them.
        var outcome = await writer.AppendAsync(change, [entry]).ConfigureAwait(false);
        if (outcome == AppendOutcome.Refused)
        {
            await CancelAsync(open).ConfigureAwait(false);
            return;
        }

        Status = outcome.IsInLog ? change.Status : Status;
    }

    private async ValueTask FinishAsync(RunStatus status, IReadOnlyList<string> open, (LogEntry Entry, byte[] Json) last)
    {
        await TellFiltersAsync(status).ConfigureAwait(false);
        await FlushAsync(isStopped: status is RunStatus.Canceled or RunStatus.TimedOut).ConfigureAwait(false);

        // Streams of this execution, and of an earlier one whose successor never began.
        var ends = open.Select(key => StreamEnd(key, writer.Attempt, StreamEndReason.Interrupted))
            .Concat(OpenBefore(open).Select(stream => StreamEnd(stream.Key, stream.Value, StreamEndReason.Interrupted)));
        var outcome = await writer.AppendAsync(new HeadChange { Status = status }, [.. ends, last]).ConfigureAwait(false);
        if (outcome == AppendOutcome.Refused)
        {
            await CancelAsync(open).ConfigureAwait(false);
            return;
        }

        if (!outcome.IsInLog)
        {
            return;
        }

        Finished(status);
    }

    /// <summary>As <see cref="Warn"/>, unless the run is another's.</summary>
    public void TryWarn(string message)
    {
        try
        {
            Warn(message);
        }
        catch (RunFencedException)
        {
            // The run is another's to warn about.
        }
    }

    private void Finished(RunStatus status)
    {
        Status = status;
        RunnelDiagnostics.RunsFinished.Add(1, new("task", state.TaskId), new("status", status.ToString()));
    }

    private IEnumerable<KeyValuePair<string, int>> OpenBefore(IReadOnlyList<string> open) =>
        hasBegun ? [] : state.OpenStreams.Where(stream => !open.Contains(stream.Key));

    private (LogEntry Entry, byte[] Json) StreamEnd(string key, int attempt, StreamEndReason reason) =>
        (writer.NewEntry(EntryKind.StreamEnded, key, ofAttempt: attempt),
            EntryBodies.Encode(new StreamEndedBody(reason, Error: null), EntryBodies.Default.StreamEndedBody));

    private (LogEntry Entry, byte[] Json) Failure(EntryKind kind, TaskError error, DateTimeOffset? dueAt) =>
        (writer.NewEntry(kind), EntryBodies.Encode(new FailureBody(error, dueAt), EntryBodies.Default.FailureBody));

    [LoggerMessage(LogLevel.Warning, "Run '{RunId}' of task '{TaskId}': attempt {Attempt} failed; the next is due at {DueAt:O}. {Error}")]
    private partial void LogAttemptFailed(string runId, string taskId, int attempt, DateTimeOffset dueAt, string? error);

    [LoggerMessage(LogLevel.Error, "Run '{RunId}' of task '{TaskId}' failed with attempt {Attempt}. {Error}")]
    private partial void LogRunFailed(string runId, string taskId, int attempt, string? error);
}
