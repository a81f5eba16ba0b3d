using Runnel.Storage;

namespace Runnel.Testing.Tests.Conformance;

/// <summary>Hands every call on, for stores that do one of them wrong.</summary>
internal abstract class DelegatingStore(IRunStore inner) : IRunStore
{
    protected IRunStore Inner => inner;

    public virtual ValueTask<IReadOnlyList<CreateResult>> CreateAsync(IReadOnlyList<NewRun> runs, CancellationToken cancellationToken) =>
        inner.CreateAsync(runs, cancellationToken);

    public virtual ValueTask<TakeResult> TakeAsync(TakeRequest request, CancellationToken cancellationToken) => inner.TakeAsync(request, cancellationToken);

    public virtual ValueTask<IReadOnlyList<AppendResult>> AppendAsync(
        IReadOnlyList<RunAppend> appends, IRunStoreObserver? writer, CancellationToken cancellationToken) => inner.AppendAsync(appends, writer, cancellationToken);

    public virtual ValueTask<AppendResult> AppendAsync(OutsideAppend append, CancellationToken cancellationToken) => inner.AppendAsync(append, cancellationToken);

    public virtual ValueTask<LogPage> ReadAsync(ReadRequest request, CancellationToken cancellationToken) => inner.ReadAsync(request, cancellationToken);

    public virtual ValueTask<RunHead?> GetAsync(string runId, CancellationToken cancellationToken) => inner.GetAsync(runId, cancellationToken);

    public virtual ValueTask<IReadOnlyList<RunHead>> ListAsync(RunQuery query, CancellationToken cancellationToken) => inner.ListAsync(query, cancellationToken);

    public virtual ValueTask RegisterAsync(string worker, TimeSpan duration, CancellationToken cancellationToken) =>
        inner.RegisterAsync(worker, duration, cancellationToken);

    public virtual ValueTask<bool> RenewAsync(string worker, CancellationToken cancellationToken) => inner.RenewAsync(worker, cancellationToken);

    public virtual ValueTask<IReadOnlyList<WorkerLease>> ListLeasesAsync(CancellationToken cancellationToken) => inner.ListLeasesAsync(cancellationToken);

    public virtual ValueTask<bool> DeclareDeadAsync(WorkerLease lease, CancellationToken cancellationToken) => inner.DeclareDeadAsync(lease, cancellationToken);

    public virtual ValueTask<IReadOnlyList<RunHead>> ListOwnedAsync(string worker, CancellationToken cancellationToken) =>
        inner.ListOwnedAsync(worker, cancellationToken);

    public virtual ValueTask ReleaseAsync(string worker, CancellationToken cancellationToken) => inner.ReleaseAsync(worker, cancellationToken);

    public virtual ValueTask DeclareAsync(
        IReadOnlyList<QueueDeclaration> queues, IReadOnlyDictionary<string, string?> tasks, CancellationToken cancellationToken) =>
        inner.DeclareAsync(queues, tasks, cancellationToken);

    public virtual ValueTask<IReadOnlyList<QueueState>> ListQueuesAsync(CancellationToken cancellationToken) =>
        inner.ListQueuesAsync(cancellationToken);

    public virtual ValueTask PutScheduleAsync(StoredSchedule schedule, CancellationToken cancellationToken) =>
        inner.PutScheduleAsync(schedule, cancellationToken);

    public virtual ValueTask<IReadOnlyList<StoredSchedule>> ListSchedulesAsync(CancellationToken cancellationToken) =>
        inner.ListSchedulesAsync(cancellationToken);

    public virtual ValueTask<bool> RemoveScheduleAsync(string id, CancellationToken cancellationToken) =>
        inner.RemoveScheduleAsync(id, cancellationToken);

    public virtual ValueTask<bool> ServeScheduleAsync(
        string id, DateTimeOffset servedUpTo, DateTimeOffset upTo, IReadOnlyList<NewRun> runs, CancellationToken cancellationToken) =>
        inner.ServeScheduleAsync(id, servedUpTo, upTo, runs, cancellationToken);

    public virtual IDisposable Watch(IRunStoreObserver observer) => inner.Watch(observer);
}
