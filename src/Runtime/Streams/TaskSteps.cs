namespace Runnel.Streams;

/// <summary>What a task's context lets it do that outlives its execution.</summary>
internal abstract class TaskSteps
{
    /// <summary>Does a step of the run once, over all its executions.</summary>
    public abstract Task<T> OnceAsync<T>(string key, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken);

    /// <summary>Waits for a time.</summary>
    public abstract Task DelayAsync(TimeSpan delay, CancellationToken cancellationToken);

    /// <summary>Gives the run tags.</summary>
    public abstract Task TagAsync(IReadOnlyList<string> tags);
}
