namespace Runnel.Scheduling;

/// <summary>The scheduler of production.</summary>
internal sealed class ThreadPoolScheduler : IScheduler
{
    public static ThreadPoolScheduler Instance { get; } = new();

    public void Schedule(Action<object?> work, object? state) => ThreadPool.UnsafeQueueUserWorkItem(work, state, preferLocal: false);
}
