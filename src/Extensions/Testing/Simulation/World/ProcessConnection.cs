using Runnel.Storage;

namespace Runnel.Testing.Simulation;

/// <summary>
/// What one simulated process sees of the store: calls take their time, errors come before, in the middle of or after what the store did,
/// a partition holds everything back, and when the process dies nothing comes back and nobody is told.
/// </summary>
internal sealed class ProcessConnection(SimulatedThread thread, IRunStore store, int errorsPerThousand) : IRunStore
{
    private readonly List<TaskCompletionSource> heldBack = [];
    private readonly Dictionary<IRunStoreObserver, Hints> observers = [];
    private readonly List<Action> missed = [];
    private bool isPartitioned;

    public bool IsDead { get; private set; }

    public void Die() => IsDead = true;

    /// <summary>Holds every call and answer back until it is over.</summary>
    public void Partition() => isPartitioned = true;

    public void Heal()
    {
        isPartitioned = false;
        if (IsDead)
        {
            return;
        }

        Action[] late = [.. heldBack.Select<TaskCompletionSource, Action>(held => held.SetResult), .. missed];
        heldBack.Clear();
        missed.Clear();
        foreach (var action in late)
        {
            action();
        }
    }

    public ValueTask<IReadOnlyList<CreateResult>> CreateAsync(IReadOnlyList<NewRun> runs, CancellationToken cancellationToken) =>
        new(CallAsync(() => store.CreateAsync(runs, cancellationToken)));

    public ValueTask<TakeResult> TakeAsync(TakeRequest request, CancellationToken cancellationToken) =>
        new(CallAsync(() => store.TakeAsync(request, cancellationToken)));

    public ValueTask<IReadOnlyList<AppendResult>> AppendAsync(
        IReadOnlyList<RunAppend> appends, IRunStoreObserver? writer, CancellationToken cancellationToken) =>
        new(CallAsync(() => store.AppendAsync(appends, writer is null ? null : observers.GetValueOrDefault(writer), cancellationToken)));

    public ValueTask<AppendResult> AppendAsync(OutsideAppend append, CancellationToken cancellationToken) =>
        new(CallAsync(() => store.AppendAsync(append, cancellationToken)));

    public ValueTask<LogPage> ReadAsync(ReadRequest request, CancellationToken cancellationToken) =>
        new(CallAsync(() => store.ReadAsync(request, cancellationToken)));

    public ValueTask<RunHead?> GetAsync(string runId, CancellationToken cancellationToken) =>
        new(CallAsync(() => store.GetAsync(runId, cancellationToken)));

    public ValueTask<IReadOnlyList<RunHead>> ListAsync(RunQuery query, CancellationToken cancellationToken) =>
        new(CallAsync(() => store.ListAsync(query, cancellationToken)));

    public ValueTask RegisterAsync(string worker, TimeSpan duration, CancellationToken cancellationToken) =>
        new(CallAsync(() => DoneAsync(store.RegisterAsync(worker, duration, cancellationToken))));

    public ValueTask<bool> RenewAsync(string worker, CancellationToken cancellationToken) =>
        new(CallAsync(() => store.RenewAsync(worker, cancellationToken)));

    public ValueTask<IReadOnlyList<WorkerLease>> ListLeasesAsync(CancellationToken cancellationToken) =>
        new(CallAsync(() => store.ListLeasesAsync(cancellationToken)));

    public ValueTask<bool> DeclareDeadAsync(WorkerLease lease, CancellationToken cancellationToken) =>
        new(CallAsync(() => store.DeclareDeadAsync(lease, cancellationToken)));

    public ValueTask<IReadOnlyList<RunHead>> ListOwnedAsync(string worker, CancellationToken cancellationToken) =>
        new(CallAsync(() => store.ListOwnedAsync(worker, cancellationToken)));

    public ValueTask ReleaseAsync(string worker, CancellationToken cancellationToken) =>
        new(CallAsync(() => DoneAsync(store.ReleaseAsync(worker, cancellationToken))));

    public ValueTask DeclareAsync(
        IReadOnlyList<QueueDeclaration> queues, IReadOnlyDictionary<string, string?> tasks, CancellationToken cancellationToken) =>
        new(CallAsync(() => DoneAsync(store.DeclareAsync(queues, tasks, cancellationToken))));

    public ValueTask<IReadOnlyList<QueueState>> ListQueuesAsync(CancellationToken cancellationToken) =>
        new(CallAsync(() => store.ListQueuesAsync(cancellationToken)));

    public ValueTask PutScheduleAsync(StoredSchedule schedule, CancellationToken cancellationToken) =>
        new(CallAsync(() => DoneAsync(store.PutScheduleAsync(schedule, cancellationToken))));

    public ValueTask<IReadOnlyList<StoredSchedule>> ListSchedulesAsync(CancellationToken cancellationToken) =>
        new(CallAsync(() => store.ListSchedulesAsync(cancellationToken)));

    public ValueTask<bool> RemoveScheduleAsync(string id, CancellationToken cancellationToken) =>
        new(CallAsync(() => store.RemoveScheduleAsync(id, cancellationToken)));

    public ValueTask<bool> ServeScheduleAsync(
        string id, DateTimeOffset servedUpTo, DateTimeOffset upTo, IReadOnlyList<NewRun> runs, CancellationToken cancellationToken) =>
        new(CallAsync(() => store.ServeScheduleAsync(id, servedUpTo, upTo, runs, cancellationToken)));

    public IDisposable Watch(IRunStoreObserver observer) => store.Watch(observers[observer] = new Hints(this, observer));

    // Hints that a partition holds back are late; a store that has lost touch catches up.
    private void Tell(Action hint)
    {
        if (isPartitioned)
        {
            missed.Add(hint);
        }
        else if (!IsDead)
        {
            hint();
        }
    }

    private static async ValueTask<bool> DoneAsync(ValueTask call)
    {
        await call;
        return true;
    }

    private async Task<T> CallAsync<T>(Func<ValueTask<T>> call)
    {
        await TravelAsync();
        var fault = thread.Random.Next(1000);
        if (fault < errorsPerThousand)
        {
            throw new IOException("lost before the store had it");
        }

        if (fault < 2 * errorsPerThousand)
        {
            // The nastiest: it happens, but after its caller was told that it failed.
            _ = LateAsync(call);
            throw new IOException("lost on its way to the store");
        }

        var answer = await call();
        await TravelAsync();
        return fault < 3 * errorsPerThousand ? throw new IOException("the answer was lost") : answer;
    }

    private async Task LateAsync<T>(Func<ValueTask<T>> call)
    {
        // Also after its caller has tried again, and has been answered, and has moved on.
        await thread.DelayAsync(TimeSpan.FromMilliseconds(thread.Random.Next(4) * thread.Random.Next(1500)), CancellationToken.None);
        await TravelAsync();
        try
        {
            await call();
        }
        catch (RunnelException)
        {
            // Nobody waits for it.
        }
    }

    private async Task TravelAsync()
    {
        await thread.PausesAsync(3);
        while (isPartitioned || IsDead)
        {
            var held = new TaskCompletionSource();
            heldBack.Add(held);
            await held.Task;
        }
    }

    private sealed class Hints(ProcessConnection connection, IRunStoreObserver observer) : IRunStoreObserver
    {
        public void OnAppended(RunNews news) => connection.Tell(() => observer.OnAppended(news));

        public void OnSlotFree(string runId) => connection.Tell(() => observer.OnSlotFree(runId));

        public void OnReady() => connection.Tell(observer.OnReady);
    }
}
