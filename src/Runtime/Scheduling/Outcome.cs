namespace Runnel.Scheduling;

/// <summary>
/// How something ended, for any number of waiters. Each has a task of its own, completed on the scheduler: a task with several awaiters
/// resumes all but one of them on the thread pool.
/// </summary>
internal sealed class Outcome(IScheduler scheduler)
{
    private readonly Lock gate = new();
    private readonly List<TaskCompletionSource> waiters = [];
    private Task? ended;

    public bool HasEnded
    {
        get
        {
            lock (gate)
            {
                return ended is not null;
            }
        }
    }

    /// <summary>A task that completes when it has ended; for one awaiter.</summary>
    public Task WaitAsync()
    {
        lock (gate)
        {
            if (ended is not null)
            {
                return ended;
            }

            var waiter = new TaskCompletionSource();
            waiters.Add(waiter);
            return waiter.Task;
        }
    }

    /// <summary>Ends it, once.</summary>
    /// <param name="failure">What it ended with, if it failed.</param>
    public void End(Exception? failure = null)
    {
        lock (gate)
        {
            ended = failure is null ? Task.CompletedTask : Task.FromException(failure);
            _ = ended.Exception;
        }

        foreach (var waiter in waiters)
        {
            scheduler.Schedule(
                static state =>
                {
                    var (waiter, failure) = ((TaskCompletionSource, Exception?))state!;
                    Complete(waiter, failure);
                },
                (waiter, failure));
        }
    }

    private static void Complete(TaskCompletionSource waiter, Exception? failure)
    {
        if (failure is null)
        {
            waiter.SetResult();
            return;
        }

        // Whoever took the task may leave it; the failure is told by other means.
        waiter.SetException(failure);
        _ = waiter.Task.Exception;
    }
}
