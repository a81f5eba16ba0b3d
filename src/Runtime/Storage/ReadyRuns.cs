namespace Runnel.Storage;

/// <summary>Which runs of the in-memory store can be taken, and which can later. Guarded by the store's lock.</summary>
internal sealed class ReadyRuns
{
    private readonly Dictionary<string, LinkedList<InMemoryRun>> ready = new(StringComparer.Ordinal);
    private readonly PriorityQueue<(InMemoryRun Run, long Place), DateTimeOffset> delayed = new();
    private long places;

    /// <summary>When the next delayed run is due.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            while (delayed.TryPeek(out var next, out var dueAt))
            {
                if (next.Place == next.Run.Place)
                {
                    return dueAt;
                }

                delayed.Dequeue();
            }

            return null;
        }
    }

    /// <summary>Gives a run its place, or takes it away, after its head has changed: it has one at most.</summary>
    public void Put(InMemoryRun run)
    {
        run.Queued?.List!.Remove(run.Queued);
        (run.Queued, run.Place) = (null, ++places);
        if (run.Head.Status == RunStatus.Queued)
        {
            MakeReady(run);
        }
        else if (run.Head.Status == RunStatus.Delayed)
        {
            delayed.Enqueue((run, run.Place), run.Head.DueAt!.Value);
        }
    }

    /// <summary>Those of the tasks' runs that have been ready longest; they have no place any more.</summary>
    public List<InMemoryRun> Take(IReadOnlyCollection<string> taskIds, int limit, DateTimeOffset now)
    {
        while (NextDue is { } dueAt && dueAt <= now)
        {
            var run = delayed.Dequeue().Run;
            run.Place = ++places;
            MakeReady(run);
        }

        var taken = new List<InMemoryRun>();
        while (taken.Count < limit && LongestReady(taskIds) is { } run)
        {
            run.Queued!.List!.Remove(run.Queued);
            run.Queued = null;
            taken.Add(run);
        }

        return taken;
    }

    private void MakeReady(InMemoryRun run)
    {
        if (!ready.TryGetValue(run.TaskId, out var queue))
        {
            ready[run.TaskId] = queue = new();
        }

        run.Queued = queue.AddLast(run);
    }

    private InMemoryRun? LongestReady(IReadOnlyCollection<string> taskIds)
    {
        InMemoryRun? longest = null;
        foreach (var taskId in taskIds)
        {
            if (ready.TryGetValue(taskId, out var queue) && queue.First?.Value is { } first && (longest is null || first.Place < longest.Place))
            {
                longest = first;
            }
        }

        return longest;
    }
}
