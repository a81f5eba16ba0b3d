using Microsoft.Extensions.DependencyInjection;
using Runnel.Storage;

namespace Runnel.Crash.Worker;

/// <summary>
/// A store that shows on the board when an append is on its way through it, and that the controller can cut off: then calls reach the store late,
/// as when the network fails between a worker and its store.
/// </summary>
internal sealed class ObservedStore(IRunStore store, ActivityBoard board) : IRunStore, IAsyncDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(5);

    /// <summary>Puts the observation in front of the store that the services have.</summary>
    public static void AddTo(IServiceCollection services)
    {
        var registered = services.Last(service => service.ServiceType == typeof(IRunStore));
        services.Remove(registered);
        services.AddSingleton<IRunStore>(provider =>
            new ObservedStore((IRunStore)registered.ImplementationFactory!(provider), provider.GetRequiredService<ActivityBoard>()));
    }

    public ValueTask<IReadOnlyList<AppendResult>> AppendAsync(
        IReadOnlyList<RunAppend> appends, IRunStoreObserver? writer, CancellationToken cancellationToken) => CommitAsync(async () =>
        {
            var results = await store.AppendAsync(appends, writer, cancellationToken);
            board.Refuses(results.Count(result => result.Outcome is AppendOutcome.Fenced or AppendOutcome.Ended));
            return results;
        });

    public ValueTask<AppendResult> AppendAsync(OutsideAppend append, CancellationToken cancellationToken) =>
        CommitAsync(() => store.AppendAsync(append, cancellationToken));

    public ValueTask<IReadOnlyList<CreateResult>> CreateAsync(IReadOnlyList<NewRun> runs, CancellationToken cancellationToken) =>
        ReachAsync(() => store.CreateAsync(runs, cancellationToken));

    public ValueTask<TakeResult> TakeAsync(TakeRequest request, CancellationToken cancellationToken) =>
        ReachAsync(() => store.TakeAsync(request, cancellationToken));

    public ValueTask<LogPage> ReadAsync(ReadRequest request, CancellationToken cancellationToken) =>
        ReachAsync(() => store.ReadAsync(request, cancellationToken));

    public ValueTask<RunHead?> GetAsync(string runId, CancellationToken cancellationToken) => ReachAsync(() => store.GetAsync(runId, cancellationToken));

    public ValueTask<IReadOnlyList<RunHead>> ListAsync(RunQuery query, CancellationToken cancellationToken) =>
        ReachAsync(() => store.ListAsync(query, cancellationToken));

    public IDisposable Watch(IRunStoreObserver observer) => store.Watch(observer);

    public ValueTask RegisterAsync(string worker, TimeSpan duration, CancellationToken cancellationToken) =>
        ReachAsync(() => store.RegisterAsync(worker, duration, cancellationToken));

    public ValueTask<bool> RenewAsync(string worker, CancellationToken cancellationToken) => ReachAsync(() => store.RenewAsync(worker, cancellationToken));

    public ValueTask<IReadOnlyList<WorkerLease>> ListLeasesAsync(CancellationToken cancellationToken) =>
        ReachAsync(() => store.ListLeasesAsync(cancellationToken));

    public ValueTask<bool> DeclareDeadAsync(WorkerLease lease, CancellationToken cancellationToken) =>
        ReachAsync(() => store.DeclareDeadAsync(lease, cancellationToken));

    public ValueTask<IReadOnlyList<RunHead>> ListOwnedAsync(string worker, CancellationToken cancellationToken) =>
        ReachAsync(() => store.ListOwnedAsync(worker, cancellationToken));

    public ValueTask ReleaseAsync(string worker, CancellationToken cancellationToken) =>
        ReachAsync(() => store.ReleaseAsync(worker, cancellationToken));

    public ValueTask DeclareAsync(
        IReadOnlyList<QueueDeclaration> queues, IReadOnlyDictionary<string, string?> tasks, CancellationToken cancellationToken) =>
        ReachAsync(() => store.DeclareAsync(queues, tasks, cancellationToken));

    public ValueTask<IReadOnlyList<QueueState>> ListQueuesAsync(CancellationToken cancellationToken) =>
        ReachAsync(() => store.ListQueuesAsync(cancellationToken));

    public ValueTask PutScheduleAsync(StoredSchedule schedule, CancellationToken cancellationToken) =>
        ReachAsync(() => store.PutScheduleAsync(schedule, cancellationToken));

    public ValueTask<IReadOnlyList<StoredSchedule>> ListSchedulesAsync(CancellationToken cancellationToken) =>
        ReachAsync(() => store.ListSchedulesAsync(cancellationToken));

    public ValueTask<bool> RemoveScheduleAsync(string id, CancellationToken cancellationToken) =>
        ReachAsync(() => store.RemoveScheduleAsync(id, cancellationToken));

    public ValueTask<bool> ServeScheduleAsync(
        string id, DateTimeOffset servedUpTo, DateTimeOffset upTo, IReadOnlyList<NewRun> runs, CancellationToken cancellationToken) =>
        ReachAsync(() => store.ServeScheduleAsync(id, servedUpTo, upTo, runs, cancellationToken));

    public async ValueTask DisposeAsync()
    {
        switch (store)
        {
            case IAsyncDisposable disposable:
                await disposable.DisposeAsync();
                break;
            case IDisposable disposable:
                disposable.Dispose();
                break;
        }
    }

    private async ValueTask<T> CommitAsync<T>(Func<ValueTask<T>> append)
    {
        board.Commits(+1);
        try
        {
            return await ReachAsync(append);
        }
        finally
        {
            board.Commits(-1);
        }
    }

    // Passed on as it is: what the store says of the threads that its answers need holds through this one too.
    private ValueTask<T> ReachAsync<T>(Func<ValueTask<T>> call) => board.IsCutOff ? ReachLateAsync(call) : call();

    private async ValueTask<T> ReachLateAsync<T>(Func<ValueTask<T>> call)
    {
        while (board.IsCutOff)
        {
            await Task.Delay(Poll);
        }

        return await call();
    }

    private ValueTask ReachAsync(Func<ValueTask> call)
    {
        return board.IsCutOff ? LateAsync() : call();

        async ValueTask LateAsync() => await ReachLateAsync(async () =>
        {
            await call();
            return true;
        });
    }
}
