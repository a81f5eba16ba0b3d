using Microsoft.Extensions.DependencyInjection;
using Runnel.Storage;

namespace Runnel.Crash.Worker;

/// <summary>A store that shows on the board when an append is on its way through it.</summary>
internal sealed class ObservedStore(IRunStore store, ActivityBoard board) : IRunStore, IAsyncDisposable
{
    /// <summary>Puts the observation in front of the store that the services have.</summary>
    public static void AddTo(IServiceCollection services)
    {
        var registered = services.Last(service => service.ServiceType == typeof(IRunStore));
        services.Remove(registered);
        services.AddSingleton<IRunStore>(provider =>
            new ObservedStore((IRunStore)registered.ImplementationFactory!(provider), provider.GetRequiredService<ActivityBoard>()));
    }

    public async ValueTask<IReadOnlyList<AppendResult>> AppendAsync(
        IReadOnlyList<RunAppend> appends, IRunStoreObserver? writer, CancellationToken cancellationToken)
    {
        board.Commits(+1);
        try
        {
            return await store.AppendAsync(appends, writer, cancellationToken);
        }
        finally
        {
            board.Commits(-1);
        }
    }

    public async ValueTask<AppendResult> AppendAsync(OutsideAppend append, CancellationToken cancellationToken)
    {
        board.Commits(+1);
        try
        {
            return await store.AppendAsync(append, cancellationToken);
        }
        finally
        {
            board.Commits(-1);
        }
    }

    public ValueTask CreateAsync(IReadOnlyList<NewRun> runs, CancellationToken cancellationToken) => store.CreateAsync(runs, cancellationToken);

    public ValueTask<TakeResult> TakeAsync(TakeRequest request, CancellationToken cancellationToken) => store.TakeAsync(request, cancellationToken);

    public ValueTask<LogPage> ReadAsync(ReadRequest request, CancellationToken cancellationToken) => store.ReadAsync(request, cancellationToken);

    public ValueTask<RunHead?> GetAsync(string runId, CancellationToken cancellationToken) => store.GetAsync(runId, cancellationToken);

    public ValueTask<IReadOnlyList<RunHead>> ListAsync(RunQuery query, CancellationToken cancellationToken) => store.ListAsync(query, cancellationToken);

    public IDisposable Watch(IRunStoreObserver observer) => store.Watch(observer);

    public ValueTask RegisterAsync(string worker, TimeSpan duration, CancellationToken cancellationToken) =>
        store.RegisterAsync(worker, duration, cancellationToken);

    public ValueTask<bool> RenewAsync(string worker, CancellationToken cancellationToken) => store.RenewAsync(worker, cancellationToken);

    public ValueTask<IReadOnlyList<WorkerLease>> ListLeasesAsync(CancellationToken cancellationToken) => store.ListLeasesAsync(cancellationToken);

    public ValueTask<bool> DeclareDeadAsync(WorkerLease lease, CancellationToken cancellationToken) => store.DeclareDeadAsync(lease, cancellationToken);

    public ValueTask<IReadOnlyList<RunHead>> ListOwnedAsync(string worker, CancellationToken cancellationToken) =>
        store.ListOwnedAsync(worker, cancellationToken);

    public ValueTask ReleaseAsync(string worker, CancellationToken cancellationToken) => store.ReleaseAsync(worker, cancellationToken);

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
}
