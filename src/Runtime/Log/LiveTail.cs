using Runnel.Storage;

namespace Runnel.Log;

/// <summary>
/// The newest commits of the runs that somebody in this process reads, so that live readers need not ask the store and share what was written.
/// </summary>
internal sealed class LiveTail(int bytesPerRun) : IRunStoreObserver
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, RunTail> tails = new(StringComparer.Ordinal);

    /// <summary>How many runs somebody reads now.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return tails.Count;
            }
        }
    }

    /// <summary>The tail of a run, for one more reader.</summary>
    public RunTail Attach(string runId)
    {
        lock (gate)
        {
            if (!tails.TryGetValue(runId, out var tail))
            {
                tails[runId] = tail = new RunTail(bytesPerRun);
            }

            tail.Readers++;
            return tail;
        }
    }

    /// <summary>One reader less.</summary>
    public void Detach(string runId, RunTail tail)
    {
        lock (gate)
        {
            if (--tail.Readers == 0)
            {
                tails.Remove(runId);
            }
        }
    }

    /// <summary>Shows readers a commit of this process.</summary>
    public void Publish(string runId, CommittedSegment segment) => Find(runId)?.Publish(segment);

    /// <summary>Tells readers that there is more in the store.</summary>
    public void Advance(string runId, long head) => Find(runId)?.Advance(head);

    /// <inheritdoc/>
    public void OnAppended(RunNews news) => Advance(news.RunId, news.Head);

    /// <inheritdoc/>
    public void OnReady()
    {
    }

    /// <inheritdoc/>
    public void OnSlotFree(string runId)
    {
    }

    private RunTail? Find(string runId)
    {
        lock (gate)
        {
            return tails.GetValueOrDefault(runId);
        }
    }
}
