namespace Runnel.Storage;

/// <summary>Where the in-memory store's runs wait: lanes that take turns, and those whose time has yet to come. Guarded by the store's lock.</summary>
internal sealed class Lanes
{
    private readonly Dictionary<string, int?> limits = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> queues = new(StringComparer.Ordinal);
    private readonly Dictionary<LaneKey, Lane> lanes = [];
    private readonly LinkedList<Lane> turns = new();
    private readonly DueRuns delayed = new(static run => run.Head.DueAt);
    private readonly DueRuns expiring = new(static run => run.Head.ExpiresAt);
    private readonly LinkedList<InMemoryRun> expired = new();
    private long places;

    /// <summary>When something is due next.</summary>
    public DateTimeOffset? NextDue => Earlier(delayed.Next, expiring.Next);

    public IReadOnlyList<QueueState> Queues => [.. limits.OrderBy(limit => limit.Key, StringComparer.Ordinal).Select(limit => new QueueState(
        limit.Key,
        limit.Value,
        lanes.Values.Where(lane => lane.Key.Queue == limit.Key).Sum(lane => lane.ReadyCount),
        limit.Value is null ? 0 : lanes.Values.Where(lane => lane.Key.Queue == limit.Key).Sum(lane => lane.SlotsTaken)))];

    public string QueueOf(string taskId) => queues.GetValueOrDefault(taskId) ?? QueueNames.OfTask(taskId);

    /// <summary>Sets limits and tasks' queues.</summary>
    /// <returns>The runs that may go on now.</returns>
    public IReadOnlyList<InMemoryRun> Declare(
        IReadOnlyList<QueueDeclaration> declared, IReadOnlyDictionary<string, string?> tasks, IEnumerable<InMemoryRun> runs)
    {
        foreach (var queue in declared)
        {
            limits[queue.Name] = queue.Limit;
        }

        var moved = tasks.Where(task => QueueOf(task.Key) != (task.Value ?? QueueNames.OfTask(task.Key))).Select(task => task.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var (taskId, queue) in tasks)
        {
            queues[taskId] = queue ?? QueueNames.OfTask(taskId);
        }

        foreach (var run in runs.Where(run => moved.Contains(run.TaskId) && run.Head is { IsInOwnQueue: true, Status: RunStatus.Queued or RunStatus.Delayed }))
        {
            Move(run);
        }

        foreach (var lane in lanes.Values)
        {
            lane.Limit = limits.GetValueOrDefault(lane.Key.Queue);
        }

        // Those that execute already count from now on.
        foreach (var run in runs.Where(run => run.Head.HoldsSlot))
        {
            SettleSlot(run);
        }

        return [.. lanes.Values.SelectMany(lane => lane.Next)];
    }

    /// <summary>Gives a run its place, or takes it away, after its row has changed: it has one at most.</summary>
    public void Put(InMemoryRun run)
    {
        Remove(run);
        if (run.Head is { IsInOwnQueue: true, Status: RunStatus.Queued or RunStatus.Delayed })
        {
            run.MoveTo(QueueOf(run.TaskId));
        }

        if (run.Head.Status is RunStatus.Queued or RunStatus.Delayed && run.Head.ExpiresAt is not null)
        {
            expiring.Add(run);
        }

        if (run.Head.Status == RunStatus.Queued)
        {
            MakeReady(run);
        }
        else if (run.Head.Status == RunStatus.Delayed)
        {
            delayed.Add(run);
        }
    }

    /// <summary>Whether a run that has waited can have a slot to go on; where not, it stands in line for one.</summary>
    public bool TryResume(InMemoryRun run)
    {
        if (!limits.ContainsKey(run.Head.Queue))
        {
            return true;
        }

        var lane = LaneOf(run);
        if (lane.CanTakeSlot(run))
        {
            return true;
        }

        lane.StandInLine(run);
        return false;
    }

    /// <summary>Takes or frees the slot of a run whose row has changed.</summary>
    /// <returns>The lane, where a slot may have become free in it.</returns>
    public Lane? SettleSlot(InMemoryRun run)
    {
        if (run.Head.HoldsSlot)
        {
            if (run.SlotLane is null && limits.ContainsKey(run.Head.Queue) && LaneOf(run) is var lane)
            {
                lane.TakeSlot(run);
                run.SlotLane = lane;
            }

            return null;
        }

        var freed = run.SlotLane;
        run.SlotLane = null;
        freed?.FreeSlot(run);
        if (!run.Head.IsResuming && lanes.TryGetValue(KeyOf(run), out var waitedIn) && waitedIn.LeaveLine(run))
        {
            freed ??= waitedIn;
        }

        if (freed is not null)
        {
            Forget(freed);
        }

        return freed;
    }

    /// <summary>Those of the tasks' runs whose turn it is; they have no place any more, and hold their slots.</summary>
    public List<InMemoryRun> Take(IReadOnlySet<string> taskIds, int limit, DateTimeOffset now, Action<InMemoryRun> take)
    {
        foreach (var run in delayed.TakeDue(now))
        {
            MakeReady(run);
        }

        foreach (var run in expiring.TakeDue(now))
        {
            Remove(run);
            run.Expired = expired.AddLast(run);
        }

        var taken = new List<InMemoryRun>();
        while (taken.Count < limit && (NextExpired(taskIds) ?? NextInTurn(taskIds)) is { } run)
        {
            Remove(run);
            take(run);
            SettleSlot(run);
            taken.Add(run);
        }

        return taken;
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? left, DateTimeOffset? right) => left is null || right < left ? right : left;

    private static LaneKey KeyOf(InMemoryRun run) => new(run.Head.Queue, run.Head.ConcurrencyKey);

    private InMemoryRun? NextExpired(IReadOnlySet<string> taskIds) => expired.Count == 0 ? null : expired.FirstOrDefault(run => taskIds.Contains(run.TaskId));

    // The lane that is served goes behind the others.
    private InMemoryRun? NextInTurn(IReadOnlySet<string> taskIds)
    {
        for (var node = turns.First; node is not null; node = node.Next)
        {
            if (node.Value.HasFreeSlot && node.Value.First(taskIds) is { } run)
            {
                turns.Remove(node);
                turns.AddLast(node);
                return run;
            }
        }

        return null;
    }

    private void MakeReady(InMemoryRun run)
    {
        run.Place = ++places;
        Enter(run);
    }

    // It has been ready as long as before.
    private void Move(InMemoryRun run)
    {
        var isReady = run.Lane is not null;
        Leave(run);
        run.MoveTo(QueueOf(run.TaskId));
        if (isReady)
        {
            Enter(run);
        }
    }

    private void Enter(InMemoryRun run)
    {
        run.Lane = LaneOf(run);
        run.Lane.AddReady(run);
        run.Lane.Turn ??= turns.AddLast(run.Lane);
    }

    private void Remove(InMemoryRun run)
    {
        delayed.Remove(run);
        expiring.Remove(run);
        if (run.Expired is { } node)
        {
            expired.Remove(node);
            run.Expired = null;
        }

        Leave(run);
    }

    private void Leave(InMemoryRun run)
    {
        if (run.Lane is { } lane)
        {
            lane.RemoveReady(run);
            run.Lane = null;
            if (lane.ReadyCount == 0)
            {
                turns.Remove(lane.Turn!);
                lane.Turn = null;
                Forget(lane);
            }
        }
    }

    private Lane LaneOf(InMemoryRun run)
    {
        var key = KeyOf(run);
        if (!lanes.TryGetValue(key, out var lane))
        {
            lanes[key] = lane = new Lane(key) { Limit = limits.GetValueOrDefault(key.Queue) };
        }

        return lane;
    }

    private void Forget(Lane lane)
    {
        if (lane.IsIdle)
        {
            lanes.Remove(lane.Key);
        }
    }
}
