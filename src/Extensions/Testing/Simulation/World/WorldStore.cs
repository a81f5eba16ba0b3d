using Runnel.Storage;

namespace Runnel.Testing.Simulation;

/// <summary>The store under all processes. It notes which runs a call may have changed, so that they can be looked at after the step.</summary>
internal sealed class WorldStore(IRunStore store) : IRunStore
{
    private readonly HashSet<string> touched = new(StringComparer.Ordinal);

    /// <summary>The runs that were touched since the last time.</summary>
    public IReadOnlyList<string> TakeTouched()
    {
        if (touched.Count == 0)
        {
            return [];
        }

        var runs = touched.Order(StringComparer.Ordinal).ToList();
        touched.Clear();
        return runs;
    }

    public ValueTask<IReadOnlyList<CreateResult>> CreateAsync(IReadOnlyList<NewRun> runs, CancellationToken cancellationToken)
    {
        touched.UnionWith(runs.Select(run => run.RunId));
        return store.CreateAsync(runs, cancellationToken);
    }

    public async ValueTask<TakeResult> TakeAsync(TakeRequest request, CancellationToken cancellationToken)
    {
        var result = await store.TakeAsync(request, cancellationToken);
        touched.UnionWith(result.Runs.Select(run => run.RunId));
        return result;
    }

    public ValueTask<IReadOnlyList<AppendResult>> AppendAsync(
        IReadOnlyList<RunAppend> appends, IRunStoreObserver? writer, CancellationToken cancellationToken)
    {
        touched.UnionWith(appends.SelectMany(append => append.Children.Select(child => child.RunId).Prepend(append.RunId)));
        return store.AppendAsync(appends, writer, cancellationToken);
    }

    public ValueTask<AppendResult> AppendAsync(OutsideAppend append, CancellationToken cancellationToken)
    {
        touched.Add(append.RunId);
        return store.AppendAsync(append, cancellationToken);
    }

    public ValueTask<LogPage> ReadAsync(ReadRequest request, CancellationToken cancellationToken) => store.ReadAsync(request, cancellationToken);

    public ValueTask<RunHead?> GetAsync(string runId, CancellationToken cancellationToken) => store.GetAsync(runId, cancellationToken);

    public ValueTask<IReadOnlyList<RunHead>> ListAsync(RunQuery query, CancellationToken cancellationToken) => store.ListAsync(query, cancellationToken);

    public ValueTask RegisterAsync(string worker, TimeSpan duration, CancellationToken cancellationToken) =>
        store.RegisterAsync(worker, duration, cancellationToken);

    public ValueTask<bool> RenewAsync(string worker, CancellationToken cancellationToken) => store.RenewAsync(worker, cancellationToken);

    public ValueTask<IReadOnlyList<WorkerLease>> ListLeasesAsync(CancellationToken cancellationToken) => store.ListLeasesAsync(cancellationToken);

    public ValueTask<bool> DeclareDeadAsync(WorkerLease lease, CancellationToken cancellationToken) => store.DeclareDeadAsync(lease, cancellationToken);

    public ValueTask<IReadOnlyList<RunHead>> ListOwnedAsync(string worker, CancellationToken cancellationToken) =>
        store.ListOwnedAsync(worker, cancellationToken);

    public ValueTask ReleaseAsync(string worker, CancellationToken cancellationToken) => store.ReleaseAsync(worker, cancellationToken);

    public ValueTask DeclareAsync(
        IReadOnlyList<QueueDeclaration> queues, IReadOnlyDictionary<string, string?> tasks, CancellationToken cancellationToken) =>
        store.DeclareAsync(queues, tasks, cancellationToken);

    public ValueTask<IReadOnlyList<QueueState>> ListQueuesAsync(CancellationToken cancellationToken) =>
        store.ListQueuesAsync(cancellationToken);

    public ValueTask PutScheduleAsync(StoredSchedule schedule, CancellationToken cancellationToken) =>
        store.PutScheduleAsync(schedule, cancellationToken);

    public ValueTask<IReadOnlyList<StoredSchedule>> ListSchedulesAsync(CancellationToken cancellationToken) =>
        store.ListSchedulesAsync(cancellationToken);

    public ValueTask<bool> RemoveScheduleAsync(string id, CancellationToken cancellationToken) =>
        store.RemoveScheduleAsync(id, cancellationToken);

    public ValueTask<bool> ServeScheduleAsync(
        string id, DateTimeOffset servedUpTo, DateTimeOffset upTo, IReadOnlyList<NewRun> runs, CancellationToken cancellationToken)
    {
        touched.UnionWith(runs.Select(run => run.RunId));
        return store.ServeScheduleAsync(id, servedUpTo, upTo, runs, cancellationToken);
    }

    public IDisposable Watch(IRunStoreObserver observer) => store.Watch(observer);
}
