using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Runnel.Definitions;
using Runnel.Scheduling;
using Runnel.Streams;

namespace Runnel.Execution;

/// <summary>The user's side of one execution: a scope of services, the task made from it, and its streams.</summary>
internal sealed partial class Attempt(
    ExecutionEnvironment environment, TaskDefinition definition, TaskContext context, TaskStreams streams, AmbientRun code, object payload, StopReasons stop)
    : IAsyncDisposable
{
    private readonly AsyncServiceScope scope = environment.Scopes.CreateAsyncScope();
    private object? task;
    private FilteredAttempt? filtered;
    private bool isLeftRunning;

    public TaskStreams Streams => streams;

    /// <summary>Whether filters want to hear of the run's end.</summary>
    public bool HasFilters { get; } = environment.Filters.AnyFor(context.TaskId);

    /// <summary>Runs the task, on the scheduler. A stream that failed unseen by the task fails the attempt.</summary>
    /// <param name="isFirst">Whether the run begins with it.</param>
    public Task<AttemptResult> InvokeAsync(bool isFirst)
    {
        var result = new TaskCompletionSource<AttemptResult>();
        environment.Log.Scheduler.ScheduleInContext(() => _ = InvokeAsync(isFirst, result));
        return result.Task;
    }

    /// <summary>Tells the filters that the run is about to end.</summary>
    public async ValueTask EndAsync(RunStatus status, TaskError? error, Action<string> warn)
    {
        if (!HasFilters)
        {
            return;
        }

        try
        {
            await Filtered().EndAsync(status, error, warn).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            warn($"The filters could not be made: {exception.GetType()}: {exception.Message}");
        }
    }

    /// <summary>Whether an attempt that failed may be tried again, as far as the task itself says.</summary>
    public bool MayRetry(ref Exception failure, int failedAttempts)
    {
        if (failure is AbortRunException || TooDeep.Is(failure))
        {
            return false;
        }

        if (task is not IRetryPredicate predicate)
        {
            return true;
        }

        try
        {
            return predicate.ShouldRetry(failure, failedAttempts);
        }
        catch (Exception exception)
        {
            failure = new RunnelException($"{task.GetType()}.{nameof(IRetryPredicate.ShouldRetry)} threw: {exception.Message}", new AggregateException(exception, failure));
            return false;
        }
    }

    /// <summary>The task does not stop: what it uses is left to it until it does.</summary>
    public void LeaveRunning(Task invocation)
    {
        isLeftRunning = true;
        _ = DisposeAfterAsync(invocation);
    }

    public ValueTask DisposeAsync() => isLeftRunning ? ValueTask.CompletedTask : DisposeTaskAsync();

    private async Task DisposeAfterAsync(Task invocation)
    {
        await invocation.ConfigureAwait(false);
        await DisposeTaskAsync().ConfigureAwait(false);
    }

    // The run has been decided by then; what its task held is the task's affair, but not a secret.
    private async ValueTask DisposeTaskAsync()
    {
        try
        {
            switch (task)
            {
                case IAsyncDisposable disposable:
                    await disposable.DisposeAsync().ConfigureAwait(false);
                    break;
                case IDisposable disposable:
                    disposable.Dispose();
                    break;
            }

        }
        catch (Exception exception)
        {
            LogDisposalFailed(environment.Loggers.CreateLogger<Attempt>(), exception, context.RunId);
        }

        try
        {
            await scope.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            LogDisposalFailed(environment.Loggers.CreateLogger<Attempt>(), exception, context.RunId);
        }
    }

    private FilteredAttempt Filtered() => filtered ??= new FilteredAttempt(
        environment.Filters.Create(context.TaskId, scope.ServiceProvider),
        new TaskFilterContext(context, payload, scope.ServiceProvider, stop.Token),
        definition);

    private ValueTask<object?> InvokeTaskAsync()
    {
        task = definition.Create(scope.ServiceProvider);

        // Not before: what is made along with the task may live longer than this run.
        code.Enter();
        return definition.InvokeAsync(task, payload, context, stop.Token);
    }

    private async Task InvokeAsync(bool isFirst, TaskCompletionSource<AttemptResult> result)
    {
        AttemptResult ended;
        try
        {
            var output = HasFilters
                ? await Filtered().InvokeAsync(isFirst, _ => InvokeTaskAsync()).ConfigureAwait(false)
                : await InvokeTaskAsync().ConfigureAwait(false);
            ended = new AttemptResult(definition.Encode(output, environment.Tasks.Json), UnseenStreamFailure());
        }
        catch (Exception exception)
        {
            ended = new AttemptResult(Output: null, exception);
        }

        result.SetResult(ended);
    }

    private Exception? UnseenStreamFailure()
    {
        Exception? unseen = null;
        foreach (var pump in streams.Pumps.Where(pump => pump.Failure is not null))
        {
            pump.IsSettled = true;
            unseen ??= pump.IsObserved ? null : pump.Failure;
        }

        return unseen;
    }

    [LoggerMessage(LogLevel.Error, "Run '{RunId}': the task, or a service of its scope, threw when it was disposed of.")]
    private static partial void LogDisposalFailed(ILogger logger, Exception exception, string runId);
}

/// <summary>How the user's code ended: with an output as JSON, or with an exception.</summary>
internal sealed record AttemptResult(byte[]? Output, Exception? Failure);
