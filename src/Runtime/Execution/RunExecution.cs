using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Runnel.Definitions;
using Runnel.Diagnostics;
using Runnel.Leases;
using Runnel.Log;
using Runnel.Storage;
using Runnel.Streams;

namespace Runnel.Execution;

/// <summary>One execution of one run: from the state that the log tells, through the user's code, to the entry that ends or hands on the run.</summary>
internal sealed partial class RunExecution
{
    /// <summary>The largest output, in bytes of JSON.</summary>
    internal const int MaxOutputBytes = 3 * 1024 * 1024;

    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LastRetry = TimeSpan.FromSeconds(1);

    private readonly ExecutionEnvironment environment;
    private readonly TakenRun run;
    private readonly Quarantine quarantine;
    private readonly Action<RunExecution> ended;
    private readonly ILogger logger;
    private readonly RunWriter writer;
    private readonly StopReasons stop;
    private ExecutionEnd end;
    private RunDamagedException? damage;
    private RunState state;

    public RunExecution(ExecutionEnvironment environment, TakenRun run, long token, Quarantine quarantine, Action<RunExecution> ended)
    {
        (this.environment, this.run, this.quarantine, this.ended) = (environment, run, quarantine, ended);
        logger = environment.Loggers.CreateLogger<RunExecution>();
        state = new RunState(run.RunId, run.TaskId);
        stop = new StopReasons(environment.Log.Scheduler);
        writer = new RunWriter(environment.Log.Pipeline, run.RunId, token, run.Attempt, environment.Log.Options.WindowBytes)
        {
            Fenced = stop.Fence,
            CancelDecided = stop.Cancel,
        };
        end = new ExecutionEnd(environment, writer, state, logger);
    }

    public (string RunId, int Attempt) Key => (run.RunId, run.Attempt);

    public void Start() => environment.Log.Scheduler.Schedule(static execution => _ = ((RunExecution)execution!).RunAsync(), this);

    /// <summary>Somebody asked for the run to be canceled.</summary>
    public void RequestCancel() => stop.Cancel();

    /// <summary>The host stops: the run is to be given back.</summary>
    public void RequestStop() => stop.HandBack();

    /// <summary>The worker's lease was lost: the run may be another's.</summary>
    public void LetGo()
    {
        stop.Fence();
        writer.LetGo();
    }

    /// <summary>The host does not wait any longer.</summary>
    public void Abandon() => stop.Abandon();

    private async Task RunAsync()
    {
        using var scope = logger.BeginScope(new RunLogScope(run.RunId, run.TaskId, run.Attempt));
        RunnelDiagnostics.RunsExecuting.Add(1);
        try
        {
            await ReadStateAsync().ConfigureAwait(false);
            using var activity = StartActivity();
            await ExecuteOrFailAsync().ConfigureAwait(false);
            activity?.SetTag("runnel.status", end.Status?.ToString());
            activity?.SetStatus(end.Error is null ? ActivityStatusCode.Unset : ActivityStatusCode.Error, end.Error?.Message);
        }
        catch (Exception exception)
        {
            LogExecutionBroke(exception, run.RunId);
        }
        finally
        {
            RunnelDiagnostics.RunsExecuting.Add(-1);
            ended(this);
            stop.Dispose();
        }
    }

    // A store that does not answer now may later; the run is this execution's until then.
    private async ValueTask ReadStateAsync()
    {
        for (var retry = FirstRetry; ; retry = retry * 2 < LastRetry ? retry * 2 : LastRetry)
        {
            try
            {
                state = await RunState.ReadAsync(environment.Log.Store, run.RunId, run.TaskId, run.Head, CancellationToken.None).ConfigureAwait(false);
                end = new ExecutionEnd(environment, writer, state, logger);
                return;
            }
            catch (RunDamagedException exception)
            {
                LogDamaged(exception, run.RunId);
                damage = exception;
                return;
            }
            catch (Exception exception) when (stop is { Reason: not StopReason.Fenced, IsAbandoned: false })
            {
                LogStateNotRead(exception, run.RunId, retry.TotalMilliseconds);
            }

            await Task.Delay(retry, environment.Log.Time).ConfigureAwait(false);
        }
    }

    private async ValueTask ExecuteOrFailAsync()
    {
        try
        {
            await ExecuteAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // Not the task's own failure, but the run must not stay behind without an owner.
            LogExecutionBroke(exception, run.RunId);
            await end.FailAsync(TaskError.From(exception), [], mayRetry: true).ConfigureAwait(false);
        }
    }

    // In the trace of whoever triggered the run, though the worker is elsewhere.
    private Activity? StartActivity()
    {
        _ = ActivityContext.TryParse(state.TraceParent, traceState: null, isRemote: true, out var trigger);
        return RunnelDiagnostics.Activities.StartActivity($"run {run.TaskId}", ActivityKind.Consumer, trigger)
            ?.SetTag("runnel.run.id", run.RunId).SetTag("runnel.task.id", run.TaskId).SetTag("runnel.attempt", run.Attempt);
    }

    private async ValueTask ExecuteAsync()
    {
        if (damage is not null)
        {
            await end.FailAsync(TaskError.From(damage), [], mayRetry: false).ConfigureAwait(false);
            return;
        }

        if (state.CancelRequested)
        {
            await end.CancelAsync([]).ConfigureAwait(false);
            return;
        }

        var definition = environment.Tasks.Definition(run.TaskId);
        if (state.Output is not null)
        {
            if (state is { LateStreamFailure: { } late, Warnings.Count: 0 })
            {
                end.Warn($"A stream failed after the task had returned: {late.Message}");
            }

            await EndReturnedAsync(definition, [], state.LateStreamFailure).ConfigureAwait(false);
            return;
        }

        if (!TryReadPayload(definition, out var payload, out var invalid))
        {
            await end.FailAsync(TaskError.From(invalid), [], mayRetry: false).ConfigureAwait(false);
            return;
        }

        if (state.Deaths < Quarantine.AfterDeaths)
        {
            await BeginAsync(definition, payload!).ConfigureAwait(false);
        }
        else if (await EnterQuarantineAsync().ConfigureAwait(false) is { } place)
        {
            using (place)
            {
                await BeginAsync(definition, payload!).ConfigureAwait(false);
            }
        }
        else
        {
            await EndStoppedAsync([]).ConfigureAwait(false);
        }
    }

    private async ValueTask<IDisposable?> EnterQuarantineAsync()
    {
        try
        {
            return await quarantine.EnterAsync(stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private async ValueTask BeginAsync(TaskDefinition definition, object payload)
    {
        if (!await end.BeginAsync().ConfigureAwait(false))
        {
            return;
        }

        var streams = new TaskStreams(environment.Log, writer, environment.Tasks.Json, run.Head, stop.Token);
        var metadata = new TaskMetadata(
            state.Metadata.DeepClone().AsObject(), writer, streams, [.. definition.Contract.Streams.Select(stream => stream.Key)]);
        var context = new TaskContext(run.RunId, run.TaskId, run.Attempt, metadata, streams);
        var attempt = new Attempt(environment, definition, context, streams);
        await using var disposal = attempt.ConfigureAwait(false);
        await RunAttemptAsync(attempt, payload, definition).ConfigureAwait(false);
    }

    private async ValueTask RunAttemptAsync(Attempt attempt, object payload, TaskDefinition definition)
    {
        var invocation = attempt.InvokeAsync(payload, stop.Token);
        if (!await stop.WaitAsync(invocation, environment.Options.CancelGracePeriod, environment.Log.Time).ConfigureAwait(false))
        {
            LogTaskDidNotStop(run.RunId, run.TaskId);
            attempt.LeaveRunning(invocation);
            await EndStoppedAsync(attempt.Streams.Abandon()).ConfigureAwait(false);
            return;
        }

        var result = await invocation.ConfigureAwait(false);
        if (result.Failure is { } failure)
        {
            if (failure is RunFencedException)
            {
                attempt.Streams.Abandon();
                LogFenced(run.RunId, run.Attempt);
            }
            else if (stop.Reason is not StopReason.None && failure is not AbortRunException)
            {
                // Whatever a stopped task throws, clients of databases and models have their own ideas; it is no failure of the task's.
                await EndStoppedAsync(attempt.Streams.Abandon()).ConfigureAwait(false);
            }
            else
            {
                await end.FailAsync(TaskError.From(failure), attempt.Streams.Abandon(), mayRetry: failure is not AbortRunException).ConfigureAwait(false);
            }

            return;
        }

        if (result.Output!.Length > MaxOutputBytes)
        {
            var error = new TaskError(
                typeof(RunnelException).FullName!,
                $"The output has {result.Output.Length:N0} bytes of JSON; at most {MaxOutputBytes:N0} are allowed. Stream it, or store it elsewhere and return a reference.");
            await end.FailAsync(error, attempt.Streams.Abandon(), mayRetry: false).ConfigureAwait(false);
            return;
        }

        if (stop.Reason != StopReason.Canceled)
        {
            // Before the return is recorded: what is written or piped from here on would come too late to be drained.
            attempt.Streams.Return();
            if (attempt.Streams.Pumps.All(pump => pump is { HasEnded: true, IsStopped: false } and ({ Failure: null } or { IsSettled: true })))
            {
                await CompleteAtOnceAsync(attempt, result.Output).ConfigureAwait(false);
                return;
            }

            if (await end.ReturnAsync(result.Output).ConfigureAwait(false))
            {
                await DrainAsync(attempt, definition).ConfigureAwait(false);
                return;
            }
        }

        await EndStoppedAsync(attempt.Streams.Abandon()).ConfigureAwait(false);
    }

    private async ValueTask CompleteAtOnceAsync(Attempt attempt, byte[] output)
    {
        var open = attempt.Streams.Abandon();
        if (open.Count > 0 && await end.ReturnAsync(output).ConfigureAwait(false))
        {
            // Opened behind the task's back, while it returned.
            await end.CompleteAsync(open).ConfigureAwait(false);
        }
        else if (open.Count > 0 || !await end.ReturnAndCompleteAsync(output).ConfigureAwait(false))
        {
            await EndStoppedAsync(open).ConfigureAwait(false);
        }
    }

    private async ValueTask DrainAsync(Attempt attempt, TaskDefinition definition)
    {
        var drain = new StreamDrain(attempt.Streams, writer, environment.Log.Time);
        var outcome = await drain.RunAsync(environment.Options.DrainTimeout, stop).ConfigureAwait(false);
        if (!outcome.IsOver)
        {
            await EndStoppedAsync(attempt.Streams.Abandon()).ConfigureAwait(false);
            return;
        }

        var failure = outcome.Failure is { } exception ? TaskError.From(exception) : null;
        await EndReturnedAsync(definition, attempt.Streams.Abandon(), failure).ConfigureAwait(false);
    }

    private ValueTask EndReturnedAsync(TaskDefinition definition, IReadOnlyList<string> open, TaskError? lateStreamFailure) =>
        lateStreamFailure is not null && definition.FailOnStreamError
            ? end.FailAsync(lateStreamFailure, open, mayRetry: false)
            : end.CompleteAsync(open);

    private async ValueTask EndStoppedAsync(IReadOnlyList<string> open)
    {
        switch (stop.Reason)
        {
            case StopReason.HandedBack:
                await end.HandBackAsync(open).ConfigureAwait(false);
                break;
            case StopReason.Fenced:
                LogFenced(run.RunId, run.Attempt);
                break;
            default:
                await end.CancelAsync(open).ConfigureAwait(false);
                break;
        }
    }

    private bool TryReadPayload(TaskDefinition definition, out object? payload, out PayloadException invalid)
    {
        (payload, invalid) = (null, null!);
        if (state.ContractHash is { } theirs && theirs != environment.Tasks.HashOf(definition.Contract))
        {
            environment.Tasks.WarnOfMismatch(run.TaskId, theirs, logger);
        }

        try
        {
            payload = definition.Contract.ReadPayload(state.Payload.Span, environment.Tasks.Json);
            return true;
        }
        catch (PayloadException exception)
        {
            invalid = exception;
            return false;
        }
    }

    [LoggerMessage(LogLevel.Error, "The state of run '{RunId}' could not be read; trying again in {Delay} ms.")]
    private partial void LogStateNotRead(Exception exception, string runId, double delay);

    [LoggerMessage(LogLevel.Error, "The log of run '{RunId}' is damaged; the run ends as failed.")]
    private partial void LogDamaged(Exception exception, string runId);

    [LoggerMessage(LogLevel.Error, "Run '{RunId}' could not be executed for a reason that is not the task's.")]
    private partial void LogExecutionBroke(Exception exception, string runId);

    [LoggerMessage(LogLevel.Warning, "Run '{RunId}' of task '{TaskId}' did not stop in time; it ends without its task, whose writes are refused from now on.")]
    private partial void LogTaskDidNotStop(string runId, string taskId);

    [LoggerMessage(LogLevel.Warning, "Run '{RunId}', attempt {Attempt}: another worker has the run, or it has ended; this execution is dropped.")]
    private partial void LogFenced(string runId, int attempt);
}
