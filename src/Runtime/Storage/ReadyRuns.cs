namespace Runnel.Storage;

/// <summary>Which runs of the in-memory store can be taken, and which can later. Guarded by the store's lock.</summary>
internal sealed class ReadyRuns
{
    private readonly Dictionary<string, Queue<(long Order, InMemoryRun Run)>> ready = new(StringComparer.Ordinal);
    private readonly PriorityQueue<InMemoryRun, DateTimeOffset> delayed = new();
    private long order;

    /// <summary>When the next delayed run is due.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            while (delayed.TryPeek(out var run, out var dueAt))
            {
                if (IsDelayedUntil(run, dueAt))
                {
                    return dueAt;
                }

                delayed.Dequeue();
            }

            return null;
        }
    }

    public void Add(InMemoryRun run)
    {
        if (run.Head.Status == RunStatus.Delayed)
        {
            delayed.Enqueue(run, run.Head.DueAt!.Value);
        }
        else if (run.Head.Status == RunStatus.Queued)
        {
            MakeReady(run);
        }
    }

    /// <summary>Those of the tasks' runs that have been ready longest.</summary>
    public List<InMemoryRun> Take(IReadOnlyCollection<string> taskIds, int limit, DateTimeOffset now)
    {
        while (delayed.TryPeek(out var run, out var dueAt) && dueAt <= now)
        {
            delayed.Dequeue();
            if (IsDelayedUntil(run, dueAt))
            {
                MakeReady(run);
            }
        }

        var taken = new List<InMemoryRun>();
        while (taken.Count < limit && LongestReady(taskIds) is { } queue)
        {
            taken.Add(queue.Dequeue().Run);
        }

        return taken;
    }

    // One that was canceled meanwhile, or is delayed anew, is still in the queue.
    private static bool IsDelayedUntil(InMemoryRun run, DateTimeOffset dueAt) => run.Head.Status == RunStatus.Delayed && run.Head.DueAt == dueAt;

    private void MakeReady(InMemoryRun run)
    {
        if (!ready.TryGetValue(run.TaskId, out var queue))
        {
            ready[run.TaskId] = queue = new();
        }

        queue.Enqueue((order++, run));
    }

    private Queue<(long Order, InMemoryRun Run)>? LongestReady(IReadOnlyCollection<string> taskIds)
    {
        Queue<(long Order, InMemoryRun Run)>? longest = null;
        foreach (var taskId in taskIds)
        {
            if (ready.TryGetValue(taskId, out var queue) && SkipEnded(queue) && (longest is null || queue.Peek().Order < longest.Peek().Order))
            {
                longest = queue;
            }
        }

        return longest;
    }

    // A run that was canceled while it waited is still in its queue.
    private static bool SkipEnded(Queue<(long Order, InMemoryRun Run)> queue)
    {
        while (queue.TryPeek(out var next) && next.Run.Head.Status.IsTerminal)
        {
            queue.Dequeue();
        }

        return queue.Count > 0;
    }
}
