using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Runnel.Definitions;
using Runnel.Diagnostics;
using Runnel.Leases;
using Runnel.Log;
using Runnel.Scheduling;
using Runnel.Storage;

namespace Runnel.Execution;

/// <summary>One execution of one run: from the state that the log tells, through the user's code, to the entry that ends or hands on the run.</summary>
internal sealed partial class RunExecution
{
    private readonly ExecutionEnvironment environment;
    private readonly TakenRun run;
    private readonly Quarantine quarantine;
    private readonly Action<RunExecution> ended;
    private readonly ILogger logger;
    private readonly RunWriter writer;
    private readonly StopReasons stop;
    private readonly RunWaits waits;
    private RunDamagedException? damage;

    // Made when the log has been read, before anything else happens.
    private RunState state = null!;
    private ExecutionEnd end = null!;
    private AwaitedRuns awaited = null!;

    public RunExecution(
        ExecutionEnvironment environment, TakenRun run, long token, ExecutionPlaces places, Quarantine quarantine, Action<RunExecution> ended)
    {
        (this.environment, this.run, this.quarantine, this.ended) = (environment, run, quarantine, ended);
        logger = environment.Loggers.CreateLogger<RunExecution>();
        stop = new StopReasons(environment.Log.Scheduler);
        writer = new RunWriter(environment.Log.Pipeline, run.RunId, token, run.Attempt, environment.Log.Options.WindowBytes)
        {
            Fenced = stop.Fence,
            CancelDecided = stop.Cancel,
        };
        waits = new RunWaits(writer, places, quarantine, stop, environment.Log.Scheduler);
    }

    public (string RunId, int Attempt) Key => (run.RunId, run.Attempt);

    public void Start() => environment.Log.Scheduler.Schedule(static execution => _ = ((RunExecution)execution!).RunAsync(), this);

    /// <summary>The run, which has waited, can have its slot back.</summary>
    public void OnSlotFree() => waits.OnSlotFree();

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
            await ExecuteToTheEndAsync().ConfigureAwait(false);
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
            waits.End();
            ended(this);
            stop.Dispose();
        }
    }

    // A store that does not answer now may later; the run is this execution's until then.
    private async ValueTask ReadStateAsync()
    {
        for (var retry = Backoff.First; ; retry = retry.Next)
        {
            try
            {
                Know(await RunState.ReadAsync(environment.Log.Store, run.RunId, run.TaskId, run.Head, CancellationToken.None).ConfigureAwait(false));
                return;
            }
            catch (RunDamagedException exception)
            {
                LogDamaged(exception, run.RunId);
                damage = exception;
                Know(new RunState(run.RunId, run.TaskId));
                return;
            }
            catch (Exception exception) when (stop is { Reason: not StopReason.Fenced, IsAbandoned: false })
            {
                LogStateNotRead(exception, run.RunId, retry.Delay.TotalMilliseconds);
            }

            await Task.Delay(retry.Delay, environment.Log.Time).ConfigureAwait(false);
        }
    }

    private void Know(RunState read)
    {
        state = read;
        end = new ExecutionEnd(environment, writer, state, logger);
        end.Relay = state.Lineage is null ? null : new MetadataRelay(environment.Log, writer, state.MetadataSent, stop, end.TryWarn, logger);
        awaited = new AwaitedRuns(environment.Log, state.Children, stop, logger);
        if ((state.MaxDuration ?? environment.Tasks.Definition(run.TaskId).MaxDuration) is { } limit)
        {
            waits.Clock = new ExecutionClock(limit, environment.Log.Time, stop.TimeOut);
        }
    }

    private async ValueTask ExecuteToTheEndAsync()
    {
        try
        {
            await ExecuteOrFailAsync().ConfigureAwait(false);
            await (end.Status is { IsTerminal: true } ? awaited.CancelLeftAsync() : default).ConfigureAwait(false);
        }
        finally
        {
            awaited.End();
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

        if (run.HasExpired)
        {
            await end.ExpireAsync().ConfigureAwait(false);
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

            await (TryReadPayload(definition, out var given, out _)
                ? Begun().EndReturnedAsync(given!)
                : end.EndReturnedAsync(definition, [], state.LateStreamFailure)).ConfigureAwait(false);
            return;
        }

        if (!TryReadPayload(definition, out var payload, out var invalid))
        {
            await end.FailAsync(TaskError.From(invalid), [], mayRetry: false).ConfigureAwait(false);
            return;
        }

        using var parent = run.AwaitedBy is { } parentId ? new ParentWatch(environment.Log, parentId, run.RunId, logger) : null;
        if (parent is not null && !await parent.BeginAsync().ConfigureAwait(false))
        {
            await end.CancelAsync([]).ConfigureAwait(false);
            return;
        }

        if (state.Deaths >= Quarantine.AfterDeaths)
        {
            if (await EnterQuarantineAsync().ConfigureAwait(false) is not { } place)
            {
                await EndStoppedAsync().ConfigureAwait(false);
                return;
            }

            waits.Quarantine(place);
        }

        if (await end.BeginAsync().ConfigureAwait(false))
        {
            await Begun().RunAsync(payload!).ConfigureAwait(false);
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

    private BegunExecution Begun() => new(environment, run, writer, state, end, stop, waits, awaited, logger);

    private async ValueTask EndStoppedAsync()
    {
        if (stop.Reason != StopReason.Fenced)
        {
            await end.EndStoppedAsync(stop.Reason, limit: null, []).ConfigureAwait(false);
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

}
