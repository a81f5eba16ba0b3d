using System.Collections.Immutable;

namespace Runnel.Storage;

/// <summary>Runs in this process's memory: the default, for tests and for trying things out. They end with the process.</summary>
public sealed class InMemoryRunStore : IRunStore
{
    private readonly Lock gate = new();
    private readonly TimeProvider time;
    private readonly InMemoryRunStoreOptions options;
    private readonly long epoch = Random.Shared.NextInt64();
    private readonly Dictionary<string, InMemoryRun> runs = new(StringComparer.Ordinal);
    private readonly SortedSet<InMemoryRun> inOrder = new(Comparer<InMemoryRun>.Create((left, right) => string.CompareOrdinal(left.Id, right.Id)));
    private readonly Queue<(string RunId, DateTimeOffset FinishedAt)> finished = new();
    private readonly ReadyRuns ready = new();
    private readonly InMemoryLeases leases = new();
    private ImmutableArray<IRunStoreObserver> observers = [];

    /// <summary>Creates an empty store.</summary>
    /// <param name="time">The clock. Default the system's.</param>
    /// <param name="options">How runs are kept.</param>
    public InMemoryRunStore(TimeProvider? time = null, InMemoryRunStoreOptions? options = null)
    {
        this.time = time ?? TimeProvider.System;
        this.options = options ?? new InMemoryRunStoreOptions();
    }

    /// <inheritdoc/>
    public ValueTask CreateAsync(IReadOnlyList<NewRun> runs, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(runs);
        lock (gate)
        {
            Prune(time.GetUtcNow());
            foreach (var run in runs)
            {
                var stored = new InMemoryRun(run, epoch);
                if (this.runs.TryAdd(run.RunId, stored))
                {
                    inOrder.Add(stored);
                    ready.Put(stored);
                }
            }
        }

        foreach (var observer in observers)
        {
            observer.OnReady();
        }

        return ValueTask.CompletedTask;
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
            var taken = leases.Take(
                request, () => ready.Take(request.TaskIds, request.Limit, now).ConvertAll(run => run.Take(request.Worker, request.Token)));
            return ValueTask.FromResult(new TakeResult { Runs = taken, NextDueIn = ready.NextDue - now });
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<AppendResult>> AppendAsync(
        IReadOnlyList<RunAppend> appends, IRunStoreObserver? writer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(appends);
        var results = new AppendResult[appends.Count];
        var anyReady = false;
        lock (gate)
        {
            var now = time.GetUtcNow();
            for (var index = 0; index < results.Length; index++)
            {
                results[index] = runs.TryGetValue(appends[index].RunId, out var run)
                    ? Settle(run, run.Append(appends[index], now), appends[index].Change, ref anyReady)
                    : new(AppendOutcome.NotFound, Head: 0, Intent: null);
            }
        }

        Tell(appends, results, anyReady, writer);
        return ValueTask.FromResult<IReadOnlyList<AppendResult>>(results);
    }

    /// <inheritdoc/>
    public ValueTask<AppendResult> AppendAsync(OutsideAppend append, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(append);
        AppendResult result;
        var anyReady = false;
        lock (gate)
        {
            var now = time.GetUtcNow();
            if (!runs.TryGetValue(append.RunId, out var run))
            {
                return ValueTask.FromResult(new AppendResult(AppendOutcome.NotFound, Head: 0, Intent: null));
            }

            result = Settle(run, run.Append(append, now), append.Change, ref anyReady);
        }

        if (result.Outcome == AppendOutcome.Committed)
        {
            foreach (var observer in observers)
            {
                observer.OnAppended(append.RunId, result.Head, result.Intent);
                if (anyReady)
                {
                    observer.OnReady();
                }
            }
        }

        return ValueTask.FromResult(result);
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
            IReadOnlyList<RunHead> page = [.. inOrder.Reverse()
                .Where(run => (query.Before is null || string.CompareOrdinal(run.Id, query.Before) < 0)
                    && (query.TaskId is null || run.TaskId == query.TaskId)
                    && (query.Status is null || run.Head.Status == query.Status))
                .Take(query.Limit)
                .Select(run => run.Head)];
            return ValueTask.FromResult(page);
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
    public IDisposable Watch(IRunStoreObserver observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        ImmutableInterlocked.Update(ref observers, static (all, added) => all.Add(added), observer);
        return new Watcher(this, observer);
    }

    private IReadOnlyList<RunHead> OwnedBy(string worker) => [.. inOrder.Where(run => run.Head.Worker == worker).Select(run => run.Head)];

    private AppendResult Settle(InMemoryRun run, AppendResult result, HeadChange? change, ref bool anyReady)
    {
        if (result.Outcome == AppendOutcome.Committed && change?.Status is { } status)
        {
            ready.Put(run);
            anyReady |= status is RunStatus.Queued or RunStatus.Delayed;
            if (status.IsTerminal)
            {
                finished.Enqueue((run.Id, time.GetUtcNow()));
            }
        }

        return result;
    }

    private void Tell(IReadOnlyList<RunAppend> appends, AppendResult[] results, bool anyReady, IRunStoreObserver? writer)
    {
        foreach (var observer in observers)
        {
            for (var index = 0; index < results.Length && observer != writer; index++)
            {
                if (results[index].Outcome == AppendOutcome.Committed)
                {
                    observer.OnAppended(appends[index].RunId, results[index].Head, results[index].Intent);
                }
            }

            if (anyReady)
            {
                observer.OnReady();
            }
        }
    }

    private void Prune(DateTimeOffset now)
    {
        while (finished.TryPeek(out var oldest) && now - oldest.FinishedAt > options.Retention)
        {
            if (runs.Remove(finished.Dequeue().RunId, out var run))
            {
                inOrder.Remove(run);
            }
        }
    }

    private sealed class Watcher(InMemoryRunStore store, IRunStoreObserver observer) : IDisposable
    {
        private bool isDisposed;

        public void Dispose()
        {
            if (!Interlocked.Exchange(ref isDisposed, true))
            {
                ImmutableInterlocked.Update(ref store.observers, static (all, removed) => all.Remove(removed), observer);
            }
        }
    }
}
