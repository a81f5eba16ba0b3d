namespace Runnel.Storage;

/// <summary>Runs of the in-memory store for which a time is to come. Guarded by the store's lock.</summary>
/// <param name="timeOf">Which time.</param>
internal sealed class DueRuns(Func<InMemoryRun, DateTimeOffset?> timeOf)
{
    private readonly SortedSet<(DateTimeOffset Due, long Order, InMemoryRun Run)> runs =
        new(Comparer<(DateTimeOffset Due, long Order, InMemoryRun Run)>.Create(static (left, right) => (left.Due, left.Order).CompareTo((right.Due, right.Order))));

    private readonly Dictionary<InMemoryRun, (DateTimeOffset Due, long Order)> entries = [];
    private long order;

    /// <summary>The earliest time.</summary>
    public DateTimeOffset? Next => runs.Count == 0 ? null : runs.Min.Due;

    public void Add(InMemoryRun run)
    {
        (DateTimeOffset Due, long Order) entry = (timeOf(run)!.Value, ++order);
        entries[run] = entry;
        runs.Add((entry.Due, entry.Order, run));
    }

    public void Remove(InMemoryRun run)
    {
        if (entries.Remove(run, out var entry))
        {
            runs.Remove((entry.Due, entry.Order, run));
        }
    }

    /// <summary>Removes those whose time has come, in its order.</summary>
    public IReadOnlyList<InMemoryRun> TakeDue(DateTimeOffset now)
    {
        if (runs.Count == 0 || runs.Min.Due > now)
        {
            return [];
        }

        var due = runs.TakeWhile(entry => entry.Due <= now).Select(entry => entry.Run).ToList();
        due.ForEach(Remove);
        return due;
    }
}
