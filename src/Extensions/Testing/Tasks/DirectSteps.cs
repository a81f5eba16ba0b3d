using Runnel.Streams;

namespace Runnel.Testing;

/// <summary>The steps of a task that is called without a host: each is done where the task asks for it, and delays take no time.</summary>
internal sealed class DirectSteps : TaskSteps
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, object?> done = new(StringComparer.Ordinal);

    public override async Task<T> OnceAsync<T>(string key, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentNullException.ThrowIfNull(work);
        lock (gate)
        {
            if (done.TryGetValue(key, out var known))
            {
                return (T)known!;
            }
        }

        var result = await work(cancellationToken);
        lock (gate)
        {
            done[key] = result;
        }

        return result;
    }

    public override Task DelayAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        return cancellationToken.IsCancellationRequested ? Task.FromCanceled(cancellationToken) : Task.CompletedTask;
    }

    public override Task TagAsync(IReadOnlyList<string> tags) => Task.CompletedTask;
}
