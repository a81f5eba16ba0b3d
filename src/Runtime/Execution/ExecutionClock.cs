namespace Runnel.Execution;

/// <summary>How long an execution has taken, the time in which it waited left out. When that is more than it may be, it is told to stop.</summary>
internal sealed class ExecutionClock(TimeSpan? limit, TimeProvider time, Action expired) : IDisposable
{
    // The range of a timer is about 49 days.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    private readonly Lock gate = new();
    private TimeSpan left = limit ?? Timeout.InfiniteTimeSpan;
    private ITimer? timer;
    private long startedAt;
    private bool isOver;

    /// <summary>One that never expires, for any number of executions.</summary>
    public static ExecutionClock Unlimited { get; } = new(limit: null, TimeProvider.System, static () => { });

    /// <summary>How long the execution may take.</summary>
    public TimeSpan? Limit => limit;

    /// <summary>The task's code begins, or goes on.</summary>
    public void Start()
    {
        if (limit is null)
        {
            return;
        }

        lock (gate)
        {
            if (isOver || timer is not null)
            {
                return;
            }

            startedAt = time.GetTimestamp();
            timer = time.CreateTimer(static clock => ((ExecutionClock)clock!).Expire(), this, DueIn(left), Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>The task waits.</summary>
    public void Pause()
    {
        if (limit is null)
        {
            return;
        }

        lock (gate)
        {
            if (timer is not null)
            {
                left -= time.GetElapsedTime(startedAt);
                timer.Dispose();
                timer = null;
            }
        }
    }

    public void Dispose()
    {
        if (limit is null)
        {
            return;
        }

        lock (gate)
        {
            isOver = true;
            timer?.Dispose();
            timer = null;
        }
    }

    private static TimeSpan DueIn(TimeSpan left) => left <= TimeSpan.Zero ? TimeSpan.Zero : left < Longest ? left : Longest;

    private void Expire()
    {
        lock (gate)
        {
            if (isOver || timer is null)
            {
                return;
            }

            var rest = left - time.GetElapsedTime(startedAt);
            if (rest > TimeSpan.Zero)
            {
                timer.Change(DueIn(rest), Timeout.InfiniteTimeSpan);
                return;
            }
        }

        expired();
    }
}
