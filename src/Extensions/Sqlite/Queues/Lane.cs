namespace Runnel.Sqlite.Queues;

/// <summary>A lane as it stands in the open transaction.</summary>
/// <param name="key">Which.</param>
/// <param name="limit">How many of its runs may hold a slot; nothing for any number.</param>
/// <param name="slots">The numbers of the slots that are taken; not looked at without a limit.</param>
/// <param name="lineLength">How many runs stand in line to go on.</param>
/// <param name="places">Where its ready runs wait.</param>
internal sealed class Lane(LaneKey key, int? limit, IEnumerable<long> slots, long lineLength, IReadOnlyList<Place> places)
{
    private const long Never = -1;

    private readonly HashSet<long> taken = [.. slots];
    private readonly Dictionary<string, Place> byTask = places.ToDictionary(place => place.TaskId, StringComparer.Ordinal);
    private long lowest = 1;

    public LaneKey Key => key;

    public int? Limit => limit;

    public IReadOnlyCollection<Place> Places => byTask.Values;

    public bool HasReady => byTask.Values.Any(place => !place.IsEmpty);

    public long LineLength { get; set; } = lineLength;

    /// <summary>Its place in the order in which lanes are served: the lowest is next.</summary>
    public long Turn { get; set; } = places.Count == 0 ? Never : places[0].Turn;

    public long Free => limit is { } most ? Math.Max(0, most - taken.Count) : long.MaxValue;

    /// <summary>Whether a run may begin: those that stand in line go before it.</summary>
    public bool MayBegin => Free > LineLength;

    public Place? Place(string taskId) => byTask.GetValueOrDefault(taskId);

    public void Add(Place place) => byTask.Add(place.TaskId, place);

    public void Remove(Place place) => byTask.Remove(place.TaskId);

    /// <summary>Takes the lowest number that is free, of a lane with a limit.</summary>
    public long TakeNumber()
    {
        while (!taken.Add(lowest))
        {
            lowest++;
        }

        return lowest;
    }

    public void FreeNumber(long number)
    {
        taken.Remove(number);
        lowest = Math.Min(lowest, number);
    }
}
