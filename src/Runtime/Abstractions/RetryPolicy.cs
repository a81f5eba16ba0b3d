namespace Runnel;

/// <summary>When a failed attempt is tried again: exponential backoff between a lower and an upper bound, with jitter.</summary>
public sealed record RetryPolicy
{
    internal const int DefaultMaxAttempts = 3;
    internal const double DefaultFactor = 2;
    internal const double DefaultMinDelaySeconds = 1;
    internal const double DefaultMaxDelaySeconds = 60;

    /// <summary>Three attempts, factor 2, delays between 1 s and 60 s.</summary>
    public static RetryPolicy Default { get; } = new();

    /// <summary>How many attempts may fail before the run does. At least 1.</summary>
    public int MaxAttempts { get; init; } = DefaultMaxAttempts;

    /// <summary>By what the delay grows with each failed attempt. At least 1.</summary>
    public double Factor { get; init; } = DefaultFactor;

    /// <summary>The delay after the first failure, before jitter.</summary>
    public TimeSpan MinDelay { get; init; } = TimeSpan.FromSeconds(DefaultMinDelaySeconds);

    /// <summary>The upper bound of a delay.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(DefaultMaxDelaySeconds);

    /// <summary>The delay after the given number of failed attempts.</summary>
    /// <param name="failedAttempts">Failed attempts so far; at least 1.</param>
    /// <param name="jitter">A number in [0, 1): the delay lies between 100 % and 200 % of the exponential one, capped at <see cref="MaxDelay"/>.</param>
    public TimeSpan DelayAfter(int failedAttempts, double jitter)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(failedAttempts, 1);
        var exponential = MinDelay.TotalMilliseconds * Math.Pow(Factor, failedAttempts - 1);
        var milliseconds = Math.Min(MaxDelay.TotalMilliseconds, exponential * (1 + jitter));
        return TimeSpan.FromMilliseconds(milliseconds);
    }
}
