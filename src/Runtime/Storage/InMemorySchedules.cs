namespace Runnel.Storage;

/// <summary>The schedules of the in-memory store. Guarded by the store's lock.</summary>
internal sealed class InMemorySchedules
{
    private readonly SortedDictionary<string, StoredSchedule> schedules = new(StringComparer.Ordinal);

    public IReadOnlyList<StoredSchedule> All => [.. schedules.Values];

    public void Put(StoredSchedule schedule) => schedules[schedule.Id] = schedules.TryGetValue(schedule.Id, out var existing)
        ? schedule with { ServedUpTo = existing.ServedUpTo }
        : schedule;

    public bool Remove(string id) => schedules.Remove(id);

    public bool Serve(string id, DateTimeOffset servedUpTo, DateTimeOffset upTo)
    {
        if (!schedules.TryGetValue(id, out var schedule) || schedule.ServedUpTo != servedUpTo)
        {
            return false;
        }

        schedules[id] = schedule with { ServedUpTo = upTo };
        return true;
    }
}
