using Microsoft.Extensions.Logging;
using Runnel.Definitions;
using Runnel.Log;
using Runnel.Storage;
using Runnel.Streams;

namespace Runnel.Execution;

/// <summary>The part of an execution in which the task's code runs: from its start, through its return and the draining of its streams, to the entry that ends it.</summary>
internal sealed partial class BegunExecution
{
    /// <summary>The largest output, in bytes of JSON.</summary>
    internal const int MaxOutputBytes = 3 * 1024 * 1024;

    private readonly ExecutionEnvironment environment;
    private readonly TakenRun run;
    private readonly RunWriter writer;
    private readonly RunState state;
    private readonly ExecutionEnd end;
    private readonly StopReasons stop;
    private readonly RunWaits waits;
    private readonly ExecutionClock clock;
    private readonly AwaitedRuns awaited;
    private readonly TaskDefinition definition;
    private readonly ILogger logger;

    public BegunExecution(
        ExecutionEnvironment environment, TakenRun run, RunWriter writer, RunState state, ExecutionEnd end, StopReasons stop, RunWaits waits,
        AwaitedRuns awaited, ILogger logger)
    {
        (this.environment, this.run, this.writer, this.state, this.end, this.stop) = (environment, run, writer, state, end, stop);
        (this.waits, this.awaited, this.logger) = (waits, awaited, logger);
        clock = waits.Clock;
        definition = environment.Tasks.Definition(run.TaskId);
    }

    /// <summary>Runs the task.</summary>
    public async ValueTask RunAsync(object payload)
    {
        var attempt = AttemptOf(payload);
        await using var disposal = attempt.ConfigureAwait(false);
        clock.Start();

        // Where the task takes long, this is where it is waited for: in one method, for each holds memory meanwhile.
        var invocation = attempt.InvokeAsync(isFirst: state.Attempt == 0);
        var hasStopped = await stop.WaitAsync(invocation, environment.Options.CancelGracePeriod, environment.Log.Time).ConfigureAwait(false);
        await EndAsync(attempt, invocation, hasStopped).ConfigureAwait(false);
        await CancelLeftAsync().ConfigureAwait(false);
    }

    /// <summary>Ends a run whose task returned in an earlier execution.</summary>
    public async ValueTask EndReturnedAsync(object payload)
    {
        var attempt = AttemptOf(payload);
        await using var disposal = attempt.ConfigureAwait(false);
        attempt.Streams.Return();
        await end.EndReturnedAsync(definition, [], state.LateStreamFailure).ConfigureAwait(false);
        await CancelLeftAsync().ConfigureAwait(false);
    }

    // Before the task and its services are disposed of, however long that takes.
    private ValueTask CancelLeftAsync() => end.Status is { IsTerminal: true } ? awaited.CancelLeftAsync() : default;

    private Attempt AttemptOf(object payload)
    {
        var streams = new TaskStreams(environment.Log, writer, environment.Tasks.Json, run.Head, stop.Token);
        // The state's own object: nobody else reads it from here on.
        var metadata = new TaskMetadata(
            state.HasMetadata ? state.Metadata : null, writer, streams, definition.Contract.Streams.Count == 0 ? [] : [.. definition.Contract.Streams.Select(stream => stream.Key)])
        {
            Parent = state.Lineage is { } above ? Relayed(above.ParentId) : null,
            Root = state.Lineage is { } tree ? Relayed(tree.RootId) : null!,
        };
        var steps = new RunSteps(environment, writer, state, waits, stop, end.TryWarn);
        var context = new TaskContext(run.RunId, run.TaskId, run.Attempt, metadata, streams, steps);
        var code = new AmbientRun(new ChildRuns(environment, writer, state, waits, awaited), steps);
        var attempt = new Attempt(environment, definition, context, streams, code, payload, stop);
        end.BeforeEnd = attempt.HasFilters ? attempt.EndAsync : null;
        end.Relay?.Begin();
        return attempt;
    }

    private RelayedMetadata Relayed(string runId) => new(operation => end.Relay!.Add(runId, operation));

    private async ValueTask EndAsync(Attempt attempt, Task<AttemptResult> invocation, bool hasStopped)
    {
        if (!hasStopped)
        {
            LogTaskDidNotStop(run.RunId, run.TaskId);
            attempt.LeaveRunning(invocation);
            await EndStoppedAsync(attempt.Streams.Abandon()).ConfigureAwait(false);
            return;
        }

        var result = await invocation.ConfigureAwait(false);
        clock.Dispose();
        if (result.Failure is { } failure)
        {
            await EndFailedAsync(attempt, failure).ConfigureAwait(false);
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

        // What a task returns whose wait the host's stop has ended is not its output: libraries that call functions make an answer for the model of any exception.
        var isBroken = stop.Reason == StopReason.HandedBack && waits.IsWaiting;
        if (stop.Reason is not (StopReason.Canceled or StopReason.TimedOut) && !isBroken)
        {
            // Before the return is recorded: what is written or piped from here on would come too late to be drained.
            attempt.Streams.Return();
            if (!attempt.HasFilters && attempt.Streams.Pumps.All(pump => pump is { HasEnded: true, IsStopped: false } and ({ Failure: null } or { IsSettled: true })))
            {
                await CompleteAtOnceAsync(attempt, result.Output).ConfigureAwait(false);
                return;
            }

            if (await end.ReturnAsync(result.Output).ConfigureAwait(false))
            {
                stop.Return();
                await DrainAsync(attempt).ConfigureAwait(false);
                return;
            }
        }

        await EndStoppedAsync(attempt.Streams.Abandon()).ConfigureAwait(false);
    }

    private async ValueTask EndFailedAsync(Attempt attempt, Exception failure)
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
            var mayRetry = attempt.MayRetry(ref failure, state.FailedAttempts + 1);
            await end.FailAsync(TooDeep.ErrorOf(failure), attempt.Streams.Abandon(), mayRetry).ConfigureAwait(false);
        }
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

    private async ValueTask DrainAsync(Attempt attempt)
    {
        var drain = new StreamDrain(attempt.Streams, writer, environment.Log.Time);
        var outcome = await drain.RunAsync(environment.Options.DrainTimeout, stop).ConfigureAwait(false);
        if (!outcome.IsOver)
        {
            await EndStoppedAsync(attempt.Streams.Abandon()).ConfigureAwait(false);
            return;
        }

        var failure = outcome.Failure is { } exception ? TaskError.From(exception) : null;
        await end.EndReturnedAsync(definition, attempt.Streams.Abandon(), failure).ConfigureAwait(false);
    }

    private async ValueTask EndStoppedAsync(IReadOnlyList<string> open)
    {
        if (stop.Reason == StopReason.Fenced)
        {
            LogFenced(run.RunId, run.Attempt);
            return;
        }

        await end.EndStoppedAsync(stop.Reason, clock.Limit, open).ConfigureAwait(false);
    }

    [LoggerMessage(LogLevel.Warning, "Run '{RunId}' of task '{TaskId}' did not stop in time; it ends without its task, whose writes are refused from now on.")]
    private partial void LogTaskDidNotStop(string runId, string taskId);

    [LoggerMessage(LogLevel.Warning, "Run '{RunId}', attempt {Attempt}: another worker has the run, or it has ended; this execution is dropped.")]
    private partial void LogFenced(string runId, int attempt);
}
