using Runnel.Storage;

namespace Runnel.Testing.Tests.Conformance;

internal sealed class StoreThatGivesRunsToTheDead(IRunStore inner) : DelegatingStore(inner)
{
    public override async ValueTask<TakeResult> TakeAsync(TakeRequest request, CancellationToken cancellationToken)
    {
        var result = await Inner.TakeAsync(request, cancellationToken);
        var isDead = (await Inner.ListLeasesAsync(cancellationToken)).Any(lease => lease.Worker == request.Worker && lease.IsDead);
        if (!isDead)
        {
            return result;
        }

        var ghost = request with { Worker = $"the ghost of {request.Worker}" };
        await Inner.RegisterAsync(ghost.Worker, TimeSpan.FromSeconds(30), cancellationToken);
        return await Inner.TakeAsync(ghost, cancellationToken);
    }
}

internal sealed class StoreThatGivesOtherRunsToARepeatedTake(IRunStore inner) : DelegatingStore(inner)
{
    private long last = long.MaxValue / 2;

    public override ValueTask<TakeResult> TakeAsync(TakeRequest request, CancellationToken cancellationToken) =>
        Inner.TakeAsync(request with { Token = last++ }, cancellationToken);
}

internal sealed class StoreThatGivesTheLatestRunFirst(IRunStore inner) : DelegatingStore(inner)
{
    public override async ValueTask<TakeResult> TakeAsync(TakeRequest request, CancellationToken cancellationToken)
    {
        var result = await Inner.TakeAsync(request, cancellationToken);
        return result with { Runs = [.. result.Runs.Reverse()] };
    }
}

internal sealed class StoreThatBuriesTheLiving(IRunStore inner) : DelegatingStore(inner)
{
    public override async ValueTask<bool> DeclareDeadAsync(WorkerLease lease, CancellationToken cancellationToken)
    {
        var present = (await Inner.ListLeasesAsync(cancellationToken)).FirstOrDefault(present => present.Worker == lease.Worker);
        return await Inner.DeclareDeadAsync(present ?? lease, cancellationToken);
    }
}

internal sealed class StoreThatWakesTheDead(IRunStore inner) : DelegatingStore(inner)
{
    public override async ValueTask RegisterAsync(string worker, TimeSpan duration, CancellationToken cancellationToken)
    {
        await Inner.ReleaseAsync(worker, cancellationToken);
        await Inner.RegisterAsync(worker, duration, cancellationToken);
    }
}

internal sealed class StoreWhoseWatchersStay(IRunStore inner) : DelegatingStore(inner)
{
    public override IDisposable Watch(IRunStoreObserver observer)
    {
        Inner.Watch(observer);
        return new Nothing();
    }

    private sealed class Nothing : IDisposable
    {
        public void Dispose()
        {
        }
    }
}
