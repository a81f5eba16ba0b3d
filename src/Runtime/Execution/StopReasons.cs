using Runnel.Scheduling;

namespace Runnel.Execution;

internal enum StopReason
{
    None,

    /// <summary>Somebody asked for it.</summary>
    Canceled,

    /// <summary>The host stops.</summary>
    HandedBack,

    /// <summary>The execution takes longer than it may.</summary>
    TimedOut,

    /// <summary>The run is another worker's, or has ended.</summary>
    Fenced,
}

/// <summary>Why an execution is to stop, and the token that tells the task. The first reason counts, but fencing overrules the others.</summary>
internal sealed class StopReasons(IScheduler scheduler) : IDisposable
{
    private readonly Lock gate = new();
    private readonly CancellationTokenSource token = new();
    private readonly TaskCompletionSource requested = new();
    private TaskCompletionSource? abandoned;
    private StopReason reason;
    private bool hasReturned;

    public CancellationToken Token => token.Token;

    /// <summary>Completes when the execution is to stop.</summary>
    public Task Requested => requested.Task;

    /// <summary>Whether the host does not wait any longer.</summary>
    public bool IsAbandoned => Abandoned.Task.IsCompleted;

    // Made when the first asks for it: most executions end without anybody who does.
    private TaskCompletionSource Abandoned
    {
        get
        {
            lock (gate)
            {
                return abandoned ??= new TaskCompletionSource();
            }
        }
    }

    public StopReason Reason
    {
        get
        {
            lock (gate)
            {
                return reason;
            }
        }
    }

    public void Cancel() => Stop(StopReason.Canceled);

    public void TimeOut() => Stop(StopReason.TimedOut);

    /// <summary>The task has returned and that is in the log: the run is going to complete, whoever it was run for.</summary>
    public void Return()
    {
        lock (gate)
        {
            hasReturned = true;
            reason = reason is StopReason.Canceled or StopReason.TimedOut ? StopReason.None : reason;
        }
    }

    public void HandBack() => Stop(StopReason.HandedBack);

    public void Fence() => Stop(StopReason.Fenced);

    /// <summary>Ends the time that the task has to stop.</summary>
    public void Abandon() => scheduler.Schedule(static abandoned => ((TaskCompletionSource)abandoned!).TrySetResult(), Abandoned);

    /// <summary>Waits for the task; once it is to stop, no longer than it may take.</summary>
    /// <returns>Whether the task has ended.</returns>
    public async ValueTask<bool> WaitAsync(Task task, TimeSpan gracePeriod, TimeProvider time)
    {
        await Task.WhenAny(task, requested.Task).ConfigureAwait(false);
        if (task.IsCompleted)
        {
            return true;
        }

        using var endOfGrace = new CancellationTokenSource();
        var grace = Reason == StopReason.HandedBack ? Abandoned.Task : Task.Delay(gracePeriod, time, endOfGrace.Token);
        await Task.WhenAny(task, grace, Abandoned.Task).ConfigureAwait(false);
        endOfGrace.Cancel();
        return task.IsCompleted;
    }

    /// <summary>The execution is over: what its task has left waiting is given up.</summary>
    public void Dispose() => scheduler.Schedule(
        static state =>
        {
            var stop = (StopReasons)state!;
            stop.CancelToken();
            stop.token.Dispose();
        },
        this);

    private void Stop(StopReason why)
    {
        lock (gate)
        {
            if (hasReturned && why is StopReason.Canceled or StopReason.TimedOut)
            {
                return;
            }

            if (reason == StopReason.None || why == StopReason.Fenced)
            {
                reason = why;
            }
        }

        // Apart from each other: a callback of the task's that blocks must not keep the execution from ending without it.
        scheduler.Schedule(static requested => ((TaskCompletionSource)requested!).TrySetResult(), requested);
        scheduler.Schedule(static stop => ((StopReasons)stop!).CancelToken(), this);
    }

    private void CancelToken()
    {
        try
        {
            token.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The execution has ended meanwhile.
        }
        catch (AggregateException)
        {
            // A callback of the task's threw; the task is stopped all the same.
        }
    }
}
