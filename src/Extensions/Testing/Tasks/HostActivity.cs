using Runnel.Scheduling;

namespace Runnel.Testing;

/// <summary>
/// Knows what a test host does: which of its engine's work waits for a thread, and which threads run code that it has started. That code is
/// followed wherever its execution context goes: through continuations, Task.Run and timers, the engine's code and the tasks' alike.
/// </summary>
internal sealed class HostActivity : IScheduler
{
    private readonly AsyncLocal<bool> isOurs;
    private readonly Lock gate = new();
    private readonly HashSet<Thread> running = [];
    private int waiting;
    private long changes;

    public HostActivity() => isOurs = new AsyncLocal<bool>(OnContextChanged);

    /// <summary>Grows with everything that begins or ends.</summary>
    public long Changes => Interlocked.Read(ref changes);

    /// <summary>
    /// Whether no work waits and no thread but the caller's is busy. A thread that blocks, on the clock perhaps, is not busy.
    /// </summary>
    public bool IsIdle
    {
        get
        {
            lock (gate)
            {
                return waiting == 0 && running.All(thread => thread == Thread.CurrentThread || thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin));
            }
        }
    }

    public void Schedule(Action<object?> work, object? state)
    {
        lock (gate)
        {
            waiting++;
            changes++;
        }

        ThreadPool.UnsafeQueueUserWorkItem(
            static item => item.Activity.Run(item.Work, item.State), (Activity: this, Work: work, State: state), preferLocal: false);
    }

    /// <summary>What it is busy with, for people.</summary>
    public override string ToString()
    {
        lock (gate)
        {
            return $"{running.Count} threads run its code, {waiting} work items of its engine wait for one";
        }
    }

    private void Run(Action<object?> work, object? state)
    {
        isOurs.Value = true;
        lock (gate)
        {
            waiting--;
        }

        try
        {
            work(state);
        }
        finally
        {
            isOurs.Value = false;
        }
    }

    // Called on the thread whose context changes, also where the runtime changes it to go on with something else.
    private void OnContextChanged(AsyncLocalValueChangedArgs<bool> change)
    {
        if (change.PreviousValue == change.CurrentValue)
        {
            return;
        }

        lock (gate)
        {
            changes++;
            if (change.CurrentValue)
            {
                running.Add(Thread.CurrentThread);
            }
            else
            {
                running.Remove(Thread.CurrentThread);
            }
        }
    }
}
