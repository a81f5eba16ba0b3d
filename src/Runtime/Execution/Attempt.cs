using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Runnel.Definitions;
using Runnel.Scheduling;
using Runnel.Streams;

namespace Runnel.Execution;

/// <summary>The user's side of one execution: a scope of services, the task made from it, and its streams.</summary>
internal sealed partial class Attempt(
    ExecutionEnvironment environment, TaskDefinition definition, TaskContext context, TaskStreams streams, ChildRuns children) : IAsyncDisposable
{
    private readonly AsyncServiceScope scope = environment.Scopes.CreateAsyncScope();
    private object? task;
    private bool isLeftRunning;

    public TaskStreams Streams => streams;

    /// <summary>Runs the task, on the scheduler. A stream that failed unseen by the task fails the attempt.</summary>
    public Task<AttemptResult> InvokeAsync(object payload, CancellationToken cancellationToken)
    {
        var result = new TaskCompletionSource<AttemptResult>();
        environment.Log.Scheduler.ScheduleInContext(() => _ = InvokeAsync(payload, result, cancellationToken));
        return result.Task;
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

            await scope.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // The run has been decided by then; what its task held is the task's affair, but not a secret.
            LogDisposalFailed(environment.Loggers.CreateLogger<Attempt>(), exception, context.RunId);
            await scope.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task InvokeAsync(object payload, TaskCompletionSource<AttemptResult> result, CancellationToken cancellationToken)
    {
        AttemptResult ended;
        try
        {
            AmbientRun.Enter(children);
            task = definition.Create(scope.ServiceProvider);
            var output = await definition.InvokeAsync(task, payload, context, environment.Tasks.Json, cancellationToken).ConfigureAwait(false);
            ended = new AttemptResult(output, UnseenStreamFailure());
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
