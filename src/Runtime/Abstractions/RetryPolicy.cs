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
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int MaxAttempts
    {
        get;
        init => field = value >= 1 ? value : throw Invalid(nameof(MaxAttempts), value, "at least 1");
    } = DefaultMaxAttempts;

    /// <summary>By what the delay grows with each failed attempt. At least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1, or not finite.</exception>
    public double Factor
    {
        get;
        init => field = value >= 1 && double.IsFinite(value) ? value : throw Invalid(nameof(Factor), value, "at least 1 and finite");
    } = DefaultFactor;

    /// <summary>The delay after the first failure, before jitter.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public TimeSpan MinDelay
    {
        get;
        init => field = value >= TimeSpan.Zero ? value : throw Invalid(nameof(MinDelay), value, "at least zero");
    } = TimeSpan.FromSeconds(DefaultMinDelaySeconds);

    /// <summary>The upper bound of a delay.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public TimeSpan MaxDelay
    {
        get;
        init => field = value >= TimeSpan.Zero ? value : throw Invalid(nameof(MaxDelay), value, "at least zero");
    } = TimeSpan.FromSeconds(DefaultMaxDelaySeconds);

    /// <summary>The delay after the given number of failed attempts.</summary>
    /// <param name="failedAttempts">Failed attempts so far; at least 1.</param>
    /// <param name="jitter">A number in [0, 1): the delay lies between 100 % and 200 % of the exponential one, capped at <see cref="MaxDelay"/>.</param>
    public TimeSpan DelayAfter(int failedAttempts, double jitter)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(failedAttempts, 1);
        var exponential = MinDelay == TimeSpan.Zero ? 0 : MinDelay.TotalMilliseconds * Math.Pow(Factor, failedAttempts - 1);
        var milliseconds = Math.Min(MaxDelay.TotalMilliseconds, exponential * (1 + jitter));
        return TimeSpan.FromMilliseconds(milliseconds);
    }

    private static ArgumentOutOfRangeException Invalid(string name, object value, string expected) =>
        new(name, value, $"RetryPolicy.{name} must be {expected}.");
}
