using Runnel.Scheduling;

namespace Runnel.Execution;

/// <summary>The keys with which an execution's calls are triggering runs now. A call that names one of them waits, and then finds the run.</summary>
internal sealed class KeysUnderWay(IScheduler scheduler)
{
    private readonly Lock gate = new();
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);
    private readonly Waiters left = new(scheduler);

    /// <summary>Takes keys, all at once; dispose of the result to leave them.</summary>
    /// <exception cref="OperationCanceledException">The wait was given up.</exception>
    public async ValueTask<IDisposable?> TakeAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        while (keys.Count > 0)
        {
            Signal change;
            lock (gate)
            {
                if (!taken.Overlaps(keys))
                {
                    taken.UnionWith(keys);
                    return new Hold(this, keys);
                }

                change = left.Add();
            }

            await change.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        return null;
    }

    private sealed class Hold(KeysUnderWay owner, IReadOnlyCollection<string> keys) : IDisposable
    {
        public void Dispose()
        {
            lock (owner.gate)
            {
                owner.taken.ExceptWith(keys);
                owner.left.WakeAll();
            }
        }
    }
}
