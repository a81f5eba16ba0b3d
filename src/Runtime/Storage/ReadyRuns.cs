namespace Runnel.Storage;

/// <summary>Which runs of the in-memory store can be taken, and which can later. Guarded by the store's lock.</summary>
internal sealed class ReadyRuns
{
    private readonly Dictionary<string, Queue<InMemoryRun>> ready = new(StringComparer.Ordinal);
    private readonly PriorityQueue<InMemoryRun, DateTimeOffset> delayed = new();

    public void Add(InMemoryRun run)
    {
        if (run.Status == RunStatus.Delayed)
        {
            delayed.Enqueue(run, run.DueAt!.Value);
        }
        else if (run.Status == RunStatus.Queued)
        {
            QueueOf(run.TaskId).Enqueue(run);
        }
    }

    public List<InMemoryRun> Take(IReadOnlyCollection<string> taskIds, int limit, DateTimeOffset now)
    {
        while (delayed.TryPeek(out var run, out var dueAt) && dueAt <= now)
        {
            delayed.Dequeue();
            if (run.Status == RunStatus.Delayed && run.DueAt == dueAt)
            {
                QueueOf(run.TaskId).Enqueue(run);
            }
        }

        // One of each task in turn, so that a flood of one does not starve the others.
        var taken = new List<InMemoryRun>();
        var found = true;
        while (found && taken.Count < limit)
        {
            found = false;
            foreach (var taskId in taskIds)
            {
                if (taken.Count < limit && TryDequeue(taskId, out var run))
                {
                    taken.Add(run);
                    found = true;
                }
            }
        }

        return taken;
    }

    public DateTimeOffset? NextDue => delayed.TryPeek(out _, out var dueAt) ? dueAt : null;

    private bool TryDequeue(string taskId, out InMemoryRun run)
    {
        var queue = QueueOf(taskId);
        while (queue.TryDequeue(out run!))
        {
            // A run that was canceled while it waited is still in the queue.
            if (!run.Status.IsTerminal)
            {
                return true;
            }
        }

        return false;
    }

    private Queue<InMemoryRun> QueueOf(string taskId) =>
        ready.TryGetValue(taskId, out var queue) ? queue : ready[taskId] = new();
}
