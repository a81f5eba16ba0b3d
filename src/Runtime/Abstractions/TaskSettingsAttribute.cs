namespace Runnel;

/// <summary>What <see cref="TaskAttribute"/> and <see cref="ToolTaskAttribute"/> set alike. Attributes of one's own that derive from it mean nothing.</summary>
public abstract class TaskSettingsAttribute : Attribute
{
    private protected TaskSettingsAttribute(string id) => Id = id;

    /// <summary>The task's durable name.</summary>
    public string Id { get; }

    /// <summary>How many attempts may fail before the run does. Default 3; 1 means no retry.</summary>
    public int MaxAttempts { get; set; } = RetryPolicy.DefaultMaxAttempts;

    /// <summary>By what the delay grows with each failed attempt. Default 2.</summary>
    public double RetryFactor { get; set; } = RetryPolicy.DefaultFactor;

    /// <summary>The delay before the second attempt, in seconds, before jitter. Default 1.</summary>
    public double RetryMinDelaySeconds { get; set; } = RetryPolicy.DefaultMinDelaySeconds;

    /// <summary>The longest delay between attempts, in seconds. Default 60.</summary>
    public double RetryMaxDelaySeconds { get; set; } = RetryPolicy.DefaultMaxDelaySeconds;

    /// <summary>
    /// The queue that its runs wait in unless their trigger names another; declared with <see cref="RunnelBuilder.AddQueue"/>. Default none: the task has a
    /// queue of its own, without a limit.
    /// </summary>
    public string? Queue { get; set; }

    /// <summary>
    /// How long one execution may take, in seconds; the time in which it waits for other runs or for a delay does not count. An execution that takes
    /// longer is stopped, and its run ends as <see cref="RunStatus.TimedOut"/>. Default 0: any time.
    /// </summary>
    public double MaxDurationSeconds { get; set; }

    /// <summary>
    /// Whether a stream that fails after <c>RunAsync</c> has returned makes the run Failed instead of leaving a warning on it.
    /// The recorded output stays readable and the run is not retried. Default <see langword="false"/>.
    /// </summary>
    public bool FailOnStreamError { get; set; }
}
