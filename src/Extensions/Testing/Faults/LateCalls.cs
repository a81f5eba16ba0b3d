namespace Runnel.Testing;

/// <summary>Calls that their callers have given up, and that the store does later all the same. Guarded by the store's lock.</summary>
internal sealed class LateCalls
{
    private readonly List<(long DueAt, Func<Task> Make)> waiting = [];

    public int Count => waiting.Count;

    /// <summary>Keeps a call until the call of a number is made.</summary>
    public void Add(long dueAt, Func<Task> make) => waiting.Add((dueAt, make));

    /// <summary>Those that are due in front of the call of this number, in the order in which they came.</summary>
    public IReadOnlyList<Func<Task>> TakeDue(long number)
    {
        var due = waiting.Where(call => call.DueAt <= number).Select(call => call.Make).ToArray();
        waiting.RemoveAll(call => call.DueAt <= number);
        return due;
    }
}
