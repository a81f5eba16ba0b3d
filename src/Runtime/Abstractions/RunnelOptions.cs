namespace Runnel;

/// <summary>How a host runs tasks.</summary>
public sealed class RunnelOptions
{
    /// <summary>How many runs the host executes at once. Default 100.</summary>
    public int MaxConcurrentRuns { get; set; } = 100;

    /// <summary>
    /// How long streams that were piped may go on after their task has returned. Default 60 s, after the example of Trigger.dev's streams.
    /// Then they end as <see cref="StreamEndReason.DrainTimedOut"/> and the run completes with a warning.
    /// </summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a canceled task may take to stop before its run ends without it. Default 30 s.</summary>
    public TimeSpan CancelGracePeriod { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long the store and other workers take this host's worker for alive without hearing of it. It says so six times in that time, on a
    /// thread of its own; when it has not reached the store for two thirds of it, it drops its executions, which others may have by then.
    /// When it has died, others take over its runs after this time. Default 30 s.
    /// </summary>
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How many executions of a run in a row may die with their process before the run ends as <see cref="RunStatus.Crashed"/>. At least 3,
    /// default 5. From the third on a worker executes such runs one at a time, and the last death counts only where no other run can have been
    /// its cause. A process that is merely cut off from the store for longer than its lease counts as dead for those that still reach it.
    /// </summary>
    public int MaxDeaths { get; set; } = 5;

    /// <summary>
    /// How many runs deep a task may trigger others from its root, so that tasks that trigger themselves without end are stopped. At least 1, default 50.
    /// </summary>
    public int MaxDepth { get; set; } = 50;

    /// <summary>Per run: bytes of entries that are accepted and not yet durable; beyond it writers wait. Default 1 MiB.</summary>
    public int WindowBytes { get; set; } = 1024 * 1024;

    /// <summary>Per run that somebody reads: bytes of the newest entries that live readers share. Default 4 MiB.</summary>
    public int LiveTailBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>Per reader that is behind: bytes that it takes from the store at once. Default 256 KiB.</summary>
    public int PageBytes { get; set; } = 256 * 1024;

    // The range of a timer is about 49 days.
    private static readonly TimeSpan LongestTime = TimeSpan.FromDays(30);

    internal void Validate()
    {
        ThrowUnless(MaxConcurrentRuns >= 1, nameof(MaxConcurrentRuns), MaxConcurrentRuns, "at least 1");
        ThrowUnless(DrainTimeout >= TimeSpan.Zero && DrainTimeout <= LongestTime, nameof(DrainTimeout), DrainTimeout, "between zero and 30 days");
        ThrowUnless(
            CancelGracePeriod >= TimeSpan.Zero && CancelGracePeriod <= LongestTime, nameof(CancelGracePeriod), CancelGracePeriod, "between zero and 30 days");
        ThrowUnless(
            LeaseDuration >= TimeSpan.FromMilliseconds(100) && LeaseDuration <= TimeSpan.FromDays(1), nameof(LeaseDuration), LeaseDuration, "between 100 ms and 1 day");
        ThrowUnless(MaxDeaths >= 3, nameof(MaxDeaths), MaxDeaths, "at least 3: the first two deaths may be anybody's");
        ThrowUnless(MaxDepth >= 1, nameof(MaxDepth), MaxDepth, "at least 1");
        ThrowUnless(WindowBytes >= 1024, nameof(WindowBytes), WindowBytes, "at least 1,024");
        ThrowUnless(LiveTailBytes >= 1024, nameof(LiveTailBytes), LiveTailBytes, "at least 1,024");
        ThrowUnless(PageBytes >= 1024, nameof(PageBytes), PageBytes, "at least 1,024");
    }

    private static void ThrowUnless(bool valid, string name, object value, string expected)
    {
        if (!valid)
        {
            throw new RunnelException($"RunnelOptions.{name} is {value}; it must be {expected}.");
        }
    }
}
