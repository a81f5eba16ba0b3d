using Runnel.Scheduling;
using Runnel.Storage;

namespace Runnel.Log;

/// <summary>Wakes code that waits for the end of runs, whichever process ends them. A wait costs an entry in a table, however many there are.</summary>
internal sealed class RunEndings(IRunStore store, IScheduler scheduler) : IRunStoreObserver
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, List<Waiter>> waiters = new(StringComparer.Ordinal);

    /// <summary>Waits until a run has ended.</summary>
    /// <returns>The run as it ended; nothing where it is unknown.</returns>
    /// <exception cref="RunGoneException">It ended so long ago that its log is gone.</exception>
    public ValueTask<RunHead?> WaitAsync(string runId, CancellationToken cancellationToken) => WaitAsync(runId, orCanceled: false, cancellationToken);

    /// <summary>Waits until a run has ended, or is to be canceled.</summary>
    public ValueTask<RunHead?> WaitUntilCanceledAsync(string runId, CancellationToken cancellationToken) => WaitAsync(runId, orCanceled: true, cancellationToken);

    /// <inheritdoc/>
    public void OnAppended(RunNews news)
    {
        if (!news.Status.IsTerminal && news.Intent != RunIntent.Cancel)
        {
            return;
        }

        lock (gate)
        {
            if (waiters.TryGetValue(news.RunId, out var waiting))
            {
                foreach (var waiter in waiting.Where(waiter => waiter.OrCanceled || news.Status.IsTerminal))
                {
                    waiter.Signal.Set();
                }
            }
        }
    }

    /// <inheritdoc/>
    public void OnReady()
    {
    }

    /// <inheritdoc/>
    public void OnSlotFree(string runId)
    {
    }

    private async ValueTask<RunHead?> WaitAsync(string runId, bool orCanceled, CancellationToken cancellationToken)
    {
        // First the place in the table, then the look: what happens in between is heard.
        var waiter = new Waiter(new Signal(scheduler), orCanceled);
        Add(runId, waiter);
        try
        {
            while (true)
            {
                var head = await store.GetAsync(runId, cancellationToken).ConfigureAwait(false);
                if (head is null || head.Status.IsTerminal || (orCanceled && head.Intent == RunIntent.Cancel))
                {
                    return head;
                }

                await waiter.Signal.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            Remove(runId, waiter);
        }
    }

    private void Add(string runId, Waiter waiter)
    {
        lock (gate)
        {
            if (!waiters.TryGetValue(runId, out var waiting))
            {
                waiters[runId] = waiting = new(capacity: 1);
            }

            waiting.Add(waiter);
        }
    }

    private void Remove(string runId, Waiter waiter)
    {
        lock (gate)
        {
            var waiting = waiters[runId];
            waiting.Remove(waiter);
            if (waiting.Count == 0)
            {
                waiters.Remove(runId);
            }
        }
    }

    private sealed record Waiter(Signal Signal, bool OrCanceled);
}
