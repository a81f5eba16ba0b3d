using System.Runtime.InteropServices;

namespace Runnel.Storage;

/// <summary>One lane of the in-memory store: what is ready in it, who executes, and who stands in line to go on. Guarded by the store's lock.</summary>
internal sealed class Lane(LaneKey key)
{
    private readonly SortedSet<InMemoryRun> ready = new(ByTurn.Instance);
    private readonly HashSet<InMemoryRun> slots = [];
    private readonly LinkedList<InMemoryRun> line = new();

    public LaneKey Key => key;

    /// <summary>How many of its runs may execute at once; nothing for any number.</summary>
    public int? Limit { get; set; }

    /// <summary>Its place among the lanes with something ready; nothing while it has none. Kept by <see cref="Lanes"/>.</summary>
    public LinkedListNode<Lane>? Turn { get; set; }

    public int ReadyCount => ready.Count;

    public int SlotsTaken => slots.Count;

    public bool IsIdle => ready.Count == 0 && slots.Count == 0 && line.Count == 0;

    private int Free => Limit is { } limit ? Math.Max(0, limit - slots.Count) : int.MaxValue;

    /// <summary>Whether a run may begin: those that stand in line go before it.</summary>
    public bool HasFreeSlot => Free > line.Count;

    /// <summary>The runs of the line that can have a slot now.</summary>
    public IEnumerable<InMemoryRun> Next => line.Take(Free);

    /// <summary>The one of the tasks' runs whose turn it is.</summary>
    public InMemoryRun? First(IReadOnlySet<string> taskIds) => ready.Min is { } first && taskIds.Contains(first.TaskId) ? first : FirstAmongAll(taskIds);

    public void AddReady(InMemoryRun run) => ready.Add(run);

    public bool RemoveReady(InMemoryRun run) => ready.Remove(run);

    public void TakeSlot(InMemoryRun run)
    {
        LeaveLine(run);
        slots.Add(run);
    }

    /// <summary>Whether a run that stands in line, or is going to, can have a slot now.</summary>
    public bool CanTakeSlot(InMemoryRun run)
    {
        var before = 0;
        for (var node = line.First; node is not null && node.Value != run; node = node.Next)
        {
            before++;
        }

        return Free > before;
    }

    public bool FreeSlot(InMemoryRun run) => slots.Remove(run);

    public void StandInLine(InMemoryRun run)
    {
        run.InLine ??= line.AddLast(run);
    }

    public bool LeaveLine(InMemoryRun run)
    {
        if (run.InLine?.List != line)
        {
            return false;
        }

        line.Remove(run.InLine);
        run.InLine = null;
        return true;
    }

    private InMemoryRun? FirstAmongAll(IReadOnlySet<string> taskIds) => ready.FirstOrDefault(run => taskIds.Contains(run.TaskId));

    /// <summary>The higher priority first, then the one that has been ready longest.</summary>
    private sealed class ByTurn : IComparer<InMemoryRun>
    {
        public static ByTurn Instance { get; } = new();

        public int Compare(InMemoryRun? left, InMemoryRun? right)
        {
            var byPriority = right!.Head.Priority.CompareTo(left!.Head.Priority);
            return byPriority != 0 ? byPriority : left.Place.CompareTo(right.Place);
        }
    }
}

/// <summary>Which lane: a queue, and a concurrency key or none.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LaneKey(string Queue, string? ConcurrencyKey);
