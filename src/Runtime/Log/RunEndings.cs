using Runnel.Scheduling;
using Runnel.Storage;

namespace Runnel.Log;

/// <summary>Wakes code that waits for the end of runs, whichever process ends them. A wait costs an entry in a table, however many there are.</summary>
internal sealed class RunEndings(IRunStore store, IScheduler scheduler) : IRunStoreObserver
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, List<Signal>> waiters = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Action>> watches = new(StringComparer.Ordinal);

    /// <summary>Waits until a run has ended.</summary>
    /// <returns>The run as it ended; nothing where it is unknown.</returns>
    /// <exception cref="RunGoneException">It ended so long ago that its log is gone.</exception>
    public async ValueTask<RunHead?> WaitAsync(string runId, CancellationToken cancellationToken)
    {
        // First the place in the table, then the look: what happens in between is heard.
        var signal = new Signal(scheduler);
        Add(waiters, runId, signal);
        try
        {
            while (true)
            {
                var head = await store.GetAsync(runId, cancellationToken).ConfigureAwait(false);
                if (head is null || head.Status.IsTerminal)
                {
                    return head;
                }

                await signal.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            Remove(waiters, runId, signal);
        }
    }

    /// <summary>
    /// Calls back, on the scheduler, at news that a run has ended or is to be canceled: once or more often. Nobody is told of what was so before.
    /// </summary>
    /// <returns>Ends it.</returns>
    public IDisposable Watch(string runId, Action over)
    {
        Add(watches, runId, over);
        return new Registration(this, runId, over);
    }

    /// <inheritdoc/>
    public void OnAppended(RunNews news)
    {
        if (!news.Status.IsTerminal && news.Intent != RunIntent.Cancel)
        {
            return;
        }

        lock (gate)
        {
            if (news.Status.IsTerminal && waiters.TryGetValue(news.RunId, out var waiting))
            {
                foreach (var signal in waiting)
                {
                    signal.Set();
                }
            }

            if (watches.TryGetValue(news.RunId, out var watching))
            {
                foreach (var over in watching)
                {
                    scheduler.Schedule(static over => ((Action)over!)(), over);
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

    private void Add<T>(Dictionary<string, List<T>> table, string runId, T entry)
    {
        lock (gate)
        {
            if (!table.TryGetValue(runId, out var entries))
            {
                table[runId] = entries = new(capacity: 1);
            }

            entries.Add(entry);
        }
    }

    private void Remove<T>(Dictionary<string, List<T>> table, string runId, T entry)
    {
        lock (gate)
        {
            if (table.TryGetValue(runId, out var entries) && entries.Remove(entry) && entries.Count == 0)
            {
                table.Remove(runId);
            }
        }
    }

    private sealed class Registration(RunEndings endings, string runId, Action over) : IDisposable
    {
        public void Dispose() => endings.Remove(endings.watches, runId, over);
    }
}
