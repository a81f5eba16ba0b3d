using Runnel.Storage;
using Runnel.Testing.Simulation;

namespace Runnel.Tests.Harness;

/// <summary>A store whose owners' appends the test can hold, fail or count; everything else is the store's.</summary>
internal sealed class StoreWrapper(IRunStore store) : IRunStore
{
    private int appends;
    private int creates;

    public StoreWrapper()
        : this(new InMemoryRunStore())
    {
    }

    /// <summary>Whether the store takes for ever to be told of queues.</summary>
    public bool IsDeclareEndless { get; init; }

    /// <summary>How many commits were tried.</summary>
    public int Appends => Volatile.Read(ref appends);

    /// <summary>How many calls created runs apart from appends.</summary>
    public int Creates => Volatile.Read(ref creates);

    /// <summary>How many calls asked for the queues.</summary>
    public int QueueLists { get; private set; }

    /// <summary>Runs that retention has taken.</summary>
    public HashSet<string> Gone { get; } = new(StringComparer.Ordinal);

    /// <summary>Called before a commit reaches the store, with its number from 1.</summary>
    public Func<int, Task> BeforeAppend { get; set; } = _ => Task.CompletedTask;

    /// <summary>Called before a commit reaches the store, with what it brings.</summary>
    public Func<IReadOnlyList<RunAppend>, Task> BeforeCommit { get; set; } = _ => Task.CompletedTask;

    /// <summary>Called when the store has committed and the engine does not know it yet.</summary>
    public Func<int, Task> AfterAppend { get; set; } = _ => Task.CompletedTask;

    /// <summary>Whether the owners' appends are refused, as if other workers had all runs.</summary>
    public bool IsTakenAway { get; set; }

    /// <summary>Commits that bring what a task has written wait for it.</summary>
    public Task HoldChunksUntil { get; set; } = Task.CompletedTask;

    /// <summary>Called when a page of a log was read.</summary>
    public Func<ReadRequest, LogPage, Task> AfterRead { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Changes what a take is answered.</summary>
    public Func<TakeResult, TakeResult> Taken { get; set; } = result => result;

    /// <summary>Called with each renewal of a lease.</summary>
    public Action? Renewed { get; set; }

    /// <summary>Sets <see cref="AfterAppend"/> or <see cref="BeforeAppend"/>.</summary>
    public void OnAppend(bool afterTheStoreHadIt, Func<int, Task> call) =>
        (BeforeAppend, AfterAppend) = afterTheStoreHadIt ? (BeforeAppend, call) : (call, AfterAppend);

    public async ValueTask<IReadOnlyList<AppendResult>> AppendAsync(
        IReadOnlyList<RunAppend> appends, IRunStoreObserver? writer, CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref this.appends);
        await BeforeAppend(number);
        await BeforeCommit(appends);
        if (appends.Any(append => append.Change is null))
        {
            await HoldChunksUntil;
        }

        var results = IsTakenAway
            ? [.. appends.Select(_ => new AppendResult(AppendOutcome.Fenced, Head: 0, Intent: null))]
            : await store.AppendAsync(appends, writer, cancellationToken);
        await AfterAppend(number);
        return results;
    }

    public async ValueTask<LogPage> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        var page = await store.ReadAsync(request, cancellationToken);
        await AfterRead(request, page);
        return page;
    }

    public ValueTask<IReadOnlyList<CreateResult>> CreateAsync(IReadOnlyList<NewRun> runs, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref creates);
        return store.CreateAsync(runs, cancellationToken);
    }

    public async ValueTask<TakeResult> TakeAsync(TakeRequest request, CancellationToken cancellationToken) =>
        Taken(await store.TakeAsync(request, cancellationToken));

    public ValueTask<AppendResult> AppendAsync(OutsideAppend append, CancellationToken cancellationToken) => store.AppendAsync(append, cancellationToken);

    public ValueTask<RunHead?> GetAsync(string runId, CancellationToken cancellationToken) =>
        Gone.Contains(runId) ? ValueTask.FromException<RunHead?>(new RunGoneException(runId)) : store.GetAsync(runId, cancellationToken);

    public ValueTask<IReadOnlyList<RunHead>> ListAsync(RunQuery query, CancellationToken cancellationToken) => store.ListAsync(query, cancellationToken);

    public ValueTask RegisterAsync(string worker, TimeSpan duration, CancellationToken cancellationToken) =>
        store.RegisterAsync(worker, duration, cancellationToken);

    public ValueTask<bool> RenewAsync(string worker, CancellationToken cancellationToken)
    {
        Renewed?.Invoke();
        return store.RenewAsync(worker, cancellationToken);
    }

    public ValueTask<IReadOnlyList<WorkerLease>> ListLeasesAsync(CancellationToken cancellationToken) => store.ListLeasesAsync(cancellationToken);

    public ValueTask<bool> DeclareDeadAsync(WorkerLease lease, CancellationToken cancellationToken) => store.DeclareDeadAsync(lease, cancellationToken);

    public ValueTask<IReadOnlyList<RunHead>> ListOwnedAsync(string worker, CancellationToken cancellationToken) =>
        store.ListOwnedAsync(worker, cancellationToken);

    public ValueTask ReleaseAsync(string worker, CancellationToken cancellationToken) => store.ReleaseAsync(worker, cancellationToken);

    public async ValueTask DeclareAsync(
        IReadOnlyList<QueueDeclaration> queues, IReadOnlyDictionary<string, string?> tasks, CancellationToken cancellationToken)
    {
        if (IsDeclareEndless)
        {
            await SimulatedSources.UntilCanceledAsync(cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
        }

        await store.DeclareAsync(queues, tasks, cancellationToken);
    }

    public ValueTask<IReadOnlyList<QueueState>> ListQueuesAsync(CancellationToken cancellationToken)
    {
        QueueLists++;
        return store.ListQueuesAsync(cancellationToken);
    }

    public ValueTask PutScheduleAsync(StoredSchedule schedule, CancellationToken cancellationToken) =>
        store.PutScheduleAsync(schedule, cancellationToken);

    public ValueTask<IReadOnlyList<StoredSchedule>> ListSchedulesAsync(CancellationToken cancellationToken) =>
        store.ListSchedulesAsync(cancellationToken);

    public ValueTask<bool> RemoveScheduleAsync(string id, CancellationToken cancellationToken) =>
        store.RemoveScheduleAsync(id, cancellationToken);

    public ValueTask<bool> ServeScheduleAsync(
        string id, DateTimeOffset servedUpTo, DateTimeOffset upTo, IReadOnlyList<NewRun> runs, CancellationToken cancellationToken) =>
        store.ServeScheduleAsync(id, servedUpTo, upTo, runs, cancellationToken);

    public IDisposable Watch(IRunStoreObserver observer) => store.Watch(observer);
}
