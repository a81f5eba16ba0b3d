using System.Runtime.CompilerServices;
using Runnel.Storage;

namespace Runnel.Testing;

/// <summary>
/// A process's view of a store, in which calls go wrong as a plan wants: errors before, during and after them, delays, and the death of the
/// process. What is dead stays dead: its calls are never answered and its observers hear nothing; its successor gets a view of its own over the
/// same store. Everything is completed by whoever drives it, so that a simulation on one thread stays there.
/// </summary>
/// <param name="store">The store behind.</param>
/// <param name="plan">What goes wrong. Default nothing, until <see cref="Plan"/> is set.</param>
/// <param name="time">The clock of delays. Default the system's.</param>
public sealed class FaultInjectingStore(IRunStore store, FaultPlan? plan = null, TimeProvider? time = null) : IRunStore
{
    private readonly Lock gate = new();
    private readonly LateCalls lateCalls = new();
    private readonly List<TaskCompletionSource> unanswered = [];
    private readonly Dictionary<StoreCallKind, long> callsOfKind = [];
    private readonly ConditionalWeakTable<IRunStoreObserver, ObserverRelay> relays = [];
    private FaultPlan plan = plan ?? FaultPlan.None;
    private volatile bool isDead;
    private bool isBuried;
    private long calls;

    /// <summary>What goes wrong with the calls from now on.</summary>
    public FaultPlan Plan
    {
        get
        {
            lock (gate)
            {
                return plan;
            }
        }

        set
        {
            ArgumentNullException.ThrowIfNull(value);
            lock (gate)
            {
                plan = value;
            }
        }
    }

    /// <summary>Whether the process has died.</summary>
    public bool IsDead => isDead;

    /// <summary>How many calls were made.</summary>
    public long CallCount
    {
        get
        {
            lock (gate)
            {
                return calls;
            }
        }
    }

    /// <summary>How many calls, given up by their callers, the store has yet to do.</summary>
    public int LateCallCount
    {
        get
        {
            lock (gate)
            {
                return lateCalls.Count;
            }
        }
    }

    /// <summary>The process dies now: calls that are under way are never answered, and later ones reach nothing.</summary>
    public void Die() => isDead = true;

    /// <summary>
    /// Ends the calls that a dead process waits for with <see cref="ProcessDiedException"/>, and each later one, so that its code unwinds; for
    /// whoever would otherwise wait for it, such as the end of a simulation. It does nothing while the process lives.
    /// </summary>
    public void Bury()
    {
        TaskCompletionSource[] waiting;
        lock (gate)
        {
            if (!isDead)
            {
                return;
            }

            isBuried = true;
            waiting = [.. unanswered];
            unanswered.Clear();
        }

        foreach (var call in waiting)
        {
            call.SetException(new ProcessDiedException());
        }
    }

    /// <summary>Has the store do now what it was to do later, in order. What comes of it nobody hears.</summary>
    public Task MakeLateCallsAsync()
    {
        IReadOnlyList<Func<Task>> late;
        lock (gate)
        {
            late = lateCalls.TakeDue(long.MaxValue);
        }

        return MakeAsync(late);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<CreateResult>> CreateAsync(IReadOnlyList<NewRun> runs, CancellationToken cancellationToken) =>
        CallAsync(StoreCallKind.Create, token => store.CreateAsync(runs, token), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<TakeResult> TakeAsync(TakeRequest request, CancellationToken cancellationToken) =>
        CallAsync(StoreCallKind.Take, token => store.TakeAsync(request, token), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<AppendResult>> AppendAsync(
        IReadOnlyList<RunAppend> appends, IRunStoreObserver? writer, CancellationToken cancellationToken)
    {
        // The store knows the observers by their relays, and the writer among them.
        var relay = writer is null ? null : RelayOf(writer);
        return CallAsync(StoreCallKind.Append, token => store.AppendAsync(appends, relay, token), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<AppendResult> AppendAsync(OutsideAppend append, CancellationToken cancellationToken) =>
        CallAsync(StoreCallKind.OutsideAppend, token => store.AppendAsync(append, token), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<LogPage> ReadAsync(ReadRequest request, CancellationToken cancellationToken) =>
        CallAsync(StoreCallKind.Read, token => store.ReadAsync(request, token), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<RunHead?> GetAsync(string runId, CancellationToken cancellationToken) =>
        CallAsync(StoreCallKind.Get, token => store.GetAsync(runId, token), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RunHead>> ListAsync(RunQuery query, CancellationToken cancellationToken) =>
        CallAsync(StoreCallKind.List, token => store.ListAsync(query, token), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask RegisterAsync(string worker, TimeSpan duration, CancellationToken cancellationToken) =>
        await CallAsync(StoreCallKind.Register, token => Answered(store.RegisterAsync(worker, duration, token)), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> RenewAsync(string worker, CancellationToken cancellationToken) =>
        CallAsync(StoreCallKind.Renew, token => store.RenewAsync(worker, token), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<WorkerLease>> ListLeasesAsync(CancellationToken cancellationToken) =>
        CallAsync(StoreCallKind.ListLeases, store.ListLeasesAsync, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> DeclareDeadAsync(WorkerLease lease, CancellationToken cancellationToken) =>
        CallAsync(StoreCallKind.DeclareDead, token => store.DeclareDeadAsync(lease, token), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RunHead>> ListOwnedAsync(string worker, CancellationToken cancellationToken) =>
        CallAsync(StoreCallKind.ListOwned, token => store.ListOwnedAsync(worker, token), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask ReleaseAsync(string worker, CancellationToken cancellationToken) =>
        await CallAsync(StoreCallKind.Release, token => Answered(store.ReleaseAsync(worker, token)), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DeclareAsync(
        IReadOnlyList<QueueDeclaration> queues, IReadOnlyDictionary<string, string?> tasks, CancellationToken cancellationToken) =>
        await CallAsync(StoreCallKind.Declare, token => Answered(store.DeclareAsync(queues, tasks, token)), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<QueueState>> ListQueuesAsync(CancellationToken cancellationToken) =>
        CallAsync(StoreCallKind.ListQueues, store.ListQueuesAsync, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask PutScheduleAsync(StoredSchedule schedule, CancellationToken cancellationToken) =>
        await CallAsync(StoreCallKind.PutSchedule, token => Answered(store.PutScheduleAsync(schedule, token)), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredSchedule>> ListSchedulesAsync(CancellationToken cancellationToken) =>
        CallAsync(StoreCallKind.ListSchedules, store.ListSchedulesAsync, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> RemoveScheduleAsync(string id, CancellationToken cancellationToken) =>
        CallAsync(StoreCallKind.RemoveSchedule, token => store.RemoveScheduleAsync(id, token), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> ServeScheduleAsync(
        string id, DateTimeOffset servedUpTo, DateTimeOffset upTo, IReadOnlyList<NewRun> runs, CancellationToken cancellationToken) =>
        CallAsync(StoreCallKind.ServeSchedule, token => store.ServeScheduleAsync(id, servedUpTo, upTo, runs, token), cancellationToken);

    /// <inheritdoc/>
    public IDisposable Watch(IRunStoreObserver observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        return store.Watch(RelayOf(observer));
    }

    private static async ValueTask<bool> Answered(ValueTask call)
    {
        await call;
        return true;
    }

    private static async Task MakeAsync(IReadOnlyList<Func<Task>> late)
    {
        foreach (var make in late)
        {
            try
            {
                await make();
            }
            catch (Exception)
            {
                // Its caller has had another error long ago.
            }
        }
    }

    private ObserverRelay RelayOf(IRunStoreObserver observer) => relays.GetValue(observer, key => new ObserverRelay(this, key));

    private async ValueTask<T> CallAsync<T>(StoreCallKind kind, Func<CancellationToken, ValueTask<T>> make, CancellationToken cancellationToken)
    {
        var (call, fault, late) = Begin(kind);
        await MakeAsync(late);
        if (!isDead && fault.Kind is FaultKind.ErrorDuring or FaultKind.DeathDuring)
        {
            Keep(call, fault, async () => await make(CancellationToken.None));
        }

        if (fault.Kind is FaultKind.DeathBefore or FaultKind.DeathDuring)
        {
            Die();
        }

        if (!isDead && fault.Kind == FaultKind.SlowCall)
        {
            await DelayAsync(fault.Delay);
        }

        await UnlessDeadAsync();
        if (fault.Kind is FaultKind.ErrorBefore or FaultKind.ErrorDuring)
        {
            throw new InjectedFaultException(call, fault.Kind);
        }

        try
        {
            var answer = await make(cancellationToken);
            if (!isDead && fault.Kind == FaultKind.SlowAnswer)
            {
                await DelayAsync(fault.Delay);
            }

            await UnlessDeadAsync(fault);
            return fault.Kind == FaultKind.ErrorAfter ? throw new InjectedFaultException(call, fault.Kind) : answer;
        }
        catch (Exception exception) when (exception is not ProcessDiedException and not InjectedFaultException)
        {
            // The store's own errors are answers, too.
            await UnlessDeadAsync(fault);
            throw;
        }
    }

    private (StoreCall Call, Fault Fault, IReadOnlyList<Func<Task>> Late) Begin(StoreCallKind kind)
    {
        lock (gate)
        {
            var call = new StoreCall(++calls, kind, callsOfKind[kind] = callsOfKind.GetValueOrDefault(kind) + 1);
            return isDead ? (call, Fault.None, []) : (call, plan.Decide(call), lateCalls.TakeDue(call.Number));
        }
    }

    private void Keep(StoreCall call, Fault fault, Func<Task> make)
    {
        lock (gate)
        {
            lateCalls.Add(fault.Kind == FaultKind.DeathDuring ? long.MaxValue : call.Number + fault.CallsLater, make);
        }
    }

    private Task DelayAsync(TimeSpan delay) => Task.Delay(delay, time ?? TimeProvider.System);

    // Each call waits for a task of its own: several awaiting one would leave the thread.
    private Task UnlessDeadAsync(Fault fault = default)
    {
        if (fault.Kind == FaultKind.DeathAfter)
        {
            Die();
        }

        if (!isDead)
        {
            return Task.CompletedTask;
        }

        lock (gate)
        {
            if (isBuried)
            {
                return Task.FromException(new ProcessDiedException());
            }

            var never = new TaskCompletionSource();
            unanswered.Add(never);
            return never.Task;
        }
    }

    /// <summary>Tells an observer what the store tells, while its process lives.</summary>
    private sealed class ObserverRelay(FaultInjectingStore process, IRunStoreObserver observer) : IRunStoreObserver
    {
        public void OnAppended(RunNews news)
        {
            if (!process.isDead)
            {
                observer.OnAppended(news);
            }
        }

        public void OnSlotFree(string runId)
        {
            if (!process.isDead)
            {
                observer.OnSlotFree(runId);
            }
        }

        public void OnReady()
        {
            if (!process.isDead)
            {
                observer.OnReady();
            }
        }
    }
}
