using Runnel.Log;
using Runnel.Scheduling;

namespace Runnel.Testing;

/// <summary>
/// The thread pool, but a commit that waits for a thread can be brought forward by whoever wants to see what it brings: a test reads what a
/// task has written without waiting for the pool. Commits to the store in memory are short, never wait, and run none of the user's code.
/// </summary>
internal sealed class CommitOnDemand : IScheduler
{
    private readonly Lock committing = new();
    private Work? next;

    public void Schedule(Action<object?> work, object? state)
    {
        if (state is not CommitPipeline)
        {
            ThreadPoolScheduler.Instance.Schedule(work, state);
            return;
        }

        Volatile.Write(ref next, new Work(work, state));
        ThreadPoolScheduler.Instance.Schedule(static scheduler => ((CommitOnDemand)scheduler!).Commit(), this);
    }

    /// <summary>Commits, on the caller's thread, what has not been, and waits for the commit that is on its way.</summary>
    public void Commit()
    {
        lock (committing)
        {
            while (Interlocked.Exchange(ref next, null) is { } work)
            {
                work.Do(work.State);
            }
        }
    }

    // The pipeline schedules one commit at a time.
    private sealed record Work(Action<object?> Do, object? State);
}
