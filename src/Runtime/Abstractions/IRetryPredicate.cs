namespace Runnel;

/// <summary>
/// Implemented by a task's class, decides which of its failures are tried again; without it all are, but <see cref="AbortRunException"/>.
/// How often, and after which time, the task's <see cref="TaskAttribute"/> says.
/// </summary>
public interface IRetryPredicate
{
    /// <summary>Whether the attempt is to be made again. If it throws itself, the run fails.</summary>
    /// <param name="exception">What the attempt threw.</param>
    /// <param name="failedAttempts">How many attempts have failed, this one included.</param>
    bool ShouldRetry(Exception exception, int failedAttempts);
}
