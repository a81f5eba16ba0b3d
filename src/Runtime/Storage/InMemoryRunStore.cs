namespace Runnel.Storage;

/// <summary>Runs in this process's memory: the default, for tests and for trying things out. They end with the process.</summary>
public sealed class InMemoryRunStore : IRunStore
{
    private readonly Lock gate = new();
    private readonly TimeProvider time;
    private readonly InMemoryRunStoreOptions options;
    private readonly long epoch = Random.Shared.NextInt64();
    private readonly Dictionary<string, InMemoryRun> runs = new(StringComparer.Ordinal);
    private readonly RunIndex known = new();
    private readonly Queue<(string RunId, DateTimeOffset FinishedAt)> finished = new();
    private readonly InMemoryObservers observers = new();
    private readonly Lanes lanes = new();
    private readonly InMemoryClaims claims = new();
    private readonly InMemorySchedules schedules = new();
    private readonly InMemoryLeases leases = new();
    private readonly InMemoryTaskIds taskIds = new();

    /// <summary>Creates an empty store.</summary>
    /// <param name="time">The clock. Default the system's.</param>
    /// <param name="options">How runs are kept.</param>
    public InMemoryRunStore(TimeProvider? time = null, InMemoryRunStoreOptions? options = null)
    {
        this.time = time ?? TimeProvider.System;
        this.options = options ?? new InMemoryRunStoreOptions();
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<CreateResult>> CreateAsync(IReadOnlyList<NewRun> runs, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(runs);
        CreateResult[] results;
        var news = new InMemoryNews();
        lock (gate)
        {
            var now = time.GetUtcNow();
            Prune(now);
            results = claims.Judge(runs, this.runs.GetValueOrDefault, now);
            if (!results.Any(result => result.Outcome == CreateOutcome.Conflict))
            {
                Create(runs.Where((_, index) => results[index].Outcome == CreateOutcome.Created), news);
            }
        }

        observers.Tell(news);
        return ValueTask.FromResult<IReadOnlyList<CreateResult>>(results);
    }

    /// <inheritdoc/>
    public ValueTask<TakeResult> TakeAsync(TakeRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        lock (gate)
        {
            if (!leases.IsAlive(request.Worker))
            {
                return ValueTask.FromResult(new TakeResult { IsAlive = false });
            }

            var now = time.GetUtcNow();
            var executable = taskIds.Of(request);
            var taken = leases.Take(
                request,
                () => lanes.Take(executable, request.Limit, now, run => run.Take(request.Worker, request.Token, now)).ConvertAll(run => TakenRun.Of(run.Head)));
            return ValueTask.FromResult(new TakeResult { Runs = taken, NextDueIn = lanes.NextDue - now });
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<AppendResult>> AppendAsync(
        IReadOnlyList<RunAppend> appends, IRunStoreObserver? writer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(appends);
        var results = new AppendResult[appends.Count];
        var news = new InMemoryNews(appends.Count);
        lock (gate)
        {
            for (var index = 0; index < results.Length; index++)
            {
                results[index] = runs.TryGetValue(appends[index].RunId, out var run)
                    ? Append(run, appends[index], news)
                    : new(AppendOutcome.NotFound, Head: 0, Intent: null);
            }
        }

        observers.Tell(news, writer);
        return ValueTask.FromResult<IReadOnlyList<AppendResult>>(results);
    }

    /// <inheritdoc/>
    public ValueTask<AppendResult> AppendAsync(OutsideAppend append, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(append);
        AppendOutcome outcome;
        RunHead head;
        var news = new InMemoryNews();
        lock (gate)
        {
            if (!runs.TryGetValue(append.RunId, out var run))
            {
                return ValueTask.FromResult(new AppendResult(AppendOutcome.NotFound, Head: 0, Intent: null));
            }

            outcome = run.Judge(append);
            if (outcome == AppendOutcome.Committed)
            {
                run.Commit(append, time.GetUtcNow());
                Settle(run, append.Change, news);
            }

            head = run.Head;
        }

        observers.Tell(news);
        return ValueTask.FromResult(new AppendResult(outcome, head.Head, head.Intent));
    }

    /// <inheritdoc/>
    public ValueTask<LogPage> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        lock (gate)
        {
            return ValueTask.FromResult(runs.TryGetValue(request.RunId, out var run) ? run.Read(request) : new LogPage([], HasMore: false));
        }
    }

    /// <inheritdoc/>
    public ValueTask<RunHead?> GetAsync(string runId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(runId);
        lock (gate)
        {
            var now = time.GetUtcNow();
            Prune(now);
            return runs.TryGetValue(runId, out var run) ? ValueTask.FromResult<RunHead?>(run.Head)
                : RunIds.CreatedAt(runId) is { } createdAt && now - createdAt > options.Retention ? ValueTask.FromException<RunHead?>(new RunGoneException(runId))
                : ValueTask.FromResult<RunHead?>(null);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RunHead>> ListAsync(RunQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        lock (gate)
        {
            Prune(time.GetUtcNow());
            return ValueTask.FromResult(known.List(query));
        }
    }

    /// <inheritdoc/>
    public ValueTask RegisterAsync(string worker, TimeSpan duration, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(worker);
        lock (gate)
        {
            leases.Register(worker, duration);
            return ValueTask.CompletedTask;
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> RenewAsync(string worker, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(worker);
        lock (gate)
        {
            return ValueTask.FromResult(leases.Renew(worker));
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<WorkerLease>> ListLeasesAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return ValueTask.FromResult(leases.All);
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> DeclareDeadAsync(WorkerLease lease, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        lock (gate)
        {
            return ValueTask.FromResult(leases.DeclareDead(lease));
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RunHead>> ListOwnedAsync(string worker, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(worker);
        lock (gate)
        {
            return ValueTask.FromResult(OwnedBy(worker));
        }
    }

    /// <inheritdoc/>
    public ValueTask ReleaseAsync(string worker, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(worker);
        lock (gate)
        {
            if (OwnedBy(worker).Count == 0)
            {
                leases.Forget(worker);
            }

            return ValueTask.CompletedTask;
        }
    }

    /// <inheritdoc/>
    public ValueTask DeclareAsync(
        IReadOnlyList<QueueDeclaration> queues, IReadOnlyDictionary<string, string?> tasks, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(queues);
        ArgumentNullException.ThrowIfNull(tasks);
        var news = new InMemoryNews { AnyReady = true };
        lock (gate)
        {
            news.SlotsFree(lanes.Declare(queues, tasks, known.All));
        }

        observers.Tell(news);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<QueueState>> ListQueuesAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return ValueTask.FromResult(lanes.Queues);
        }
    }

    /// <inheritdoc/>
    public ValueTask PutScheduleAsync(StoredSchedule schedule, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        lock (gate)
        {
            schedules.Put(schedule);
        }

        observers.Tell(new InMemoryNews { AnyReady = true });
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredSchedule>> ListSchedulesAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return ValueTask.FromResult(schedules.All);
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> RemoveScheduleAsync(string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        lock (gate)
        {
            return ValueTask.FromResult(schedules.Remove(id));
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> ServeScheduleAsync(
        string id, DateTimeOffset servedUpTo, DateTimeOffset upTo, IReadOnlyList<NewRun> runs, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(runs);
        var news = new InMemoryNews();
        lock (gate)
        {
            if (!schedules.Serve(id, servedUpTo, upTo))
            {
                return ValueTask.FromResult(false);
            }

            Create(runs, news);
        }

        observers.Tell(news);
        return ValueTask.FromResult(true);
    }

    /// <inheritdoc/>
    public IDisposable Watch(IRunStoreObserver observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        return observers.Add(observer);
    }

    private IReadOnlyList<RunHead> OwnedBy(string worker) => [.. known.All.Where(run => run.Head.Worker == worker).Select(run => run.Head)];

    private void Create(IEnumerable<NewRun> created, InMemoryNews news)
    {
        foreach (var run in created)
        {
            var stored = new InMemoryRun(run, lanes.QueueOf(run.TaskId), epoch);
            if (runs.TryAdd(run.RunId, stored))
            {
                known.Add(stored);
                claims.Add(run);
                lanes.Put(stored);
            }
        }

        news.AnyReady = true;
    }

    private AppendResult Append(InMemoryRun run, RunAppend append, InMemoryNews news)
    {
        var outcome = run.Head.Judge(append);
        if (outcome == AppendOutcome.Committed && run.Head.NeedsSlot(append.Change) && !lanes.TryResume(run))
        {
            run.StandInLine();
            outcome = AppendOutcome.NoSlot;
        }

        if (outcome == AppendOutcome.Committed)
        {
            run.Commit(append, time.GetUtcNow());
            Settle(run, append.Change, news);
            if (append.Children.Count > 0)
            {
                Create(append.Children, news);
            }
        }

        return new(outcome, run.Head.Head, run.Head.Intent);
    }

    private void Settle(InMemoryRun run, HeadChange? change, InMemoryNews news)
    {
        news.Grown(run.Head);
        if (change is { Tags.Count: > 0 })
        {
            known.AddTags(run);
        }
        if (change?.Status is not { } status)
        {
            return;
        }

        // First what it leaves: put back it may stand in another queue.
        news.Freed(lanes.SettleSlot(run));
        lanes.Put(run);
        news.AnyReady |= status is RunStatus.Queued or RunStatus.Delayed;
        if (status.IsTerminal)
        {
            finished.Enqueue((run.Id, run.Head.FinishedAt!.Value));
        }
    }

    // What a parent may still ask for stays as long as that lives.
    private void Prune(DateTimeOffset now)
    {
        for (var left = finished.Count; left > 0 && finished.TryPeek(out var oldest) && now - oldest.FinishedAt > options.Retention; left--)
        {
            var run = runs[finished.Dequeue().RunId];
            if (run.ParentId is { } parentId && runs.TryGetValue(parentId, out var parent) && !parent.Head.Status.IsTerminal)
            {
                finished.Enqueue((run.Id, now));
                continue;
            }

            runs.Remove(run.Id);
            known.Remove(run);
            claims.Forget(run);
        }

        claims.Prune(now);
    }
}
