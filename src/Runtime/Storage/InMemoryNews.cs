namespace Runnel.Storage;

/// <summary>What the observers of the in-memory store are told after a commit.</summary>
/// <param name="runs">How many runs may grow.</param>
internal sealed class InMemoryNews(int runs = 0)
{
    private readonly List<RunNews> grown = new(runs);
    private List<string>? slots;

    /// <summary>Whether there is something to take that was not there before.</summary>
    public bool AnyReady { get; set; }

    public void Grown(RunHead head) => grown.Add(RunNews.Of(head));

    /// <summary>A slot of a lane may have become free.</summary>
    public void Freed(Lane? lane)
    {
        if (lane is not null)
        {
            (slots ??= []).AddRange(lane.Next.Select(run => run.Id));
            AnyReady |= lane.ReadyCount > 0 && lane.HasFreeSlot;
        }
    }

    public void SlotsFree(IEnumerable<InMemoryRun> runs) => (slots ??= []).AddRange(runs.Select(run => run.Id));

    /// <summary>Tells an observer; one that wrote it knows already what has grown.</summary>
    public void Tell(IRunStoreObserver observer, bool isWriter)
    {
        foreach (var run in grown)
        {
            if (!isWriter)
            {
                observer.OnAppended(run);
            }
        }

        foreach (var runId in slots ?? [])
        {
            observer.OnSlotFree(runId);
        }

        if (AnyReady)
        {
            observer.OnReady();
        }
    }
}
