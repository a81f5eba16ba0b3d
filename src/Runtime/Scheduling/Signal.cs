using System.Threading.Tasks.Sources;

namespace Runnel.Scheduling;

/// <summary>
/// Wakes one piece of waiting code, on the scheduler. Sets coalesce; a set that finds nobody waiting is kept for the next wait.
/// With <see cref="Outcome"/> and completions made by scheduled work it is how the engine wakes code, so that a simulation decides the order.
/// </summary>
internal sealed class Signal(IScheduler scheduler) : IValueTaskSource
{
    private readonly Lock gate = new();
    private ManualResetValueTaskSourceCore<bool> source;
    private CancellationTokenRegistration registration;
    private CancellationToken cancellation;
    private bool isSet;
    private bool isWaiting;

    /// <summary>Wakes the waiter, or lets the next wait pass.</summary>
    public void Set()
    {
        lock (gate)
        {
            if (!isWaiting)
            {
                isSet = true;
                return;
            }

            isWaiting = false;
        }

        scheduler.Schedule(static signal => ((Signal)signal!).source.SetResult(true), this);
    }

    /// <summary>Waits for a set. One waiter at a time.</summary>
    public ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled(cancellationToken);
        }

        ValueTask wait;
        lock (gate)
        {
            if (isSet)
            {
                isSet = false;
                return ValueTask.CompletedTask;
            }

            if (isWaiting)
            {
                throw new InvalidOperationException("A signal has one waiter at a time.");
            }

            source.Reset();
            isWaiting = true;
            cancellation = cancellationToken;
            wait = new ValueTask(this, source.Version);
        }

        registration = cancellationToken.UnsafeRegister(static signal => ((Signal)signal!).Cancel(), this);
        return wait;
    }

    private void Cancel()
    {
        lock (gate)
        {
            if (!isWaiting)
            {
                return;
            }

            isWaiting = false;
        }

        scheduler.Schedule(static state =>
        {
            var signal = (Signal)state!;
            signal.source.SetException(new OperationCanceledException(signal.cancellation));
        }, this);
    }

    void IValueTaskSource.GetResult(short token)
    {
        registration.Dispose();
        registration = default;
        source.GetResult(token);
    }

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => source.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        source.OnCompleted(continuation, state, token, flags);
}
