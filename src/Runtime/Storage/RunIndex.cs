namespace Runnel.Storage;

/// <summary>The runs of the in-memory store in the order of their ids, and by what they can be found. Guarded by the store's lock.</summary>
internal sealed class RunIndex
{
    private readonly SortedSet<InMemoryRun> all = NewSet();
    private readonly Dictionary<string, SortedSet<InMemoryRun>> byParent = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<InMemoryRun>> byBatch = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<InMemoryRun>> byTag = new(StringComparer.Ordinal);

    public IEnumerable<InMemoryRun> All => all;

    public void Add(InMemoryRun run)
    {
        all.Add(run);
        Add(byParent, run.ParentId, run);
        Add(byBatch, run.Head.BatchId, run);
        AddTags(run);
    }

    /// <summary>A run has got tags.</summary>
    public void AddTags(InMemoryRun run)
    {
        foreach (var tag in run.Tags)
        {
            Add(byTag, tag, run);
        }
    }

    public void Remove(InMemoryRun run)
    {
        all.Remove(run);
        Remove(byParent, run.ParentId, run);
        Remove(byBatch, run.Head.BatchId, run);
        foreach (var tag in run.Tags)
        {
            Remove(byTag, tag, run);
        }
    }

    /// <summary>Those that a query asks for, newest first.</summary>
    public IReadOnlyList<RunHead> List(RunQuery query) =>
        [.. Candidates(query).Reverse()
            .Where(run => (query.Before is null || string.CompareOrdinal(run.Id, query.Before) < 0)
                && (query.TaskId is null || run.TaskId == query.TaskId)
                && (query.Status is null || run.Head.Status == query.Status)
                && (query.ParentId is null || run.ParentId == query.ParentId)
                && (query.BatchId is null || run.Head.BatchId == query.BatchId)
                && (query.Tag is null || run.Tags.Contains(query.Tag, StringComparer.Ordinal)))
            .Take(query.Limit)
            .Select(run => run.Head)];

    private static SortedSet<InMemoryRun> NewSet() =>
        new(Comparer<InMemoryRun>.Create(static (left, right) => string.CompareOrdinal(left.Id, right.Id)));

    private static void Add(Dictionary<string, SortedSet<InMemoryRun>> index, string? key, InMemoryRun run)
    {
        if (key is null)
        {
            return;
        }

        if (!index.TryGetValue(key, out var runs))
        {
            index[key] = runs = NewSet();
        }

        runs.Add(run);
    }

    private static void Remove(Dictionary<string, SortedSet<InMemoryRun>> index, string? key, InMemoryRun run)
    {
        if (key is not null && index.TryGetValue(key, out var runs) && runs.Remove(run) && runs.Count == 0)
        {
            index.Remove(key);
        }
    }

    private SortedSet<InMemoryRun> Candidates(RunQuery query) =>
        query.ParentId is { } parent ? byParent.GetValueOrDefault(parent) ?? []
        : query.BatchId is { } batch ? byBatch.GetValueOrDefault(batch) ?? []
        : query.Tag is { } tag ? byTag.GetValueOrDefault(tag) ?? []
        : all;
}
