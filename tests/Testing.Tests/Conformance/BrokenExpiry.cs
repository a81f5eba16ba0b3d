using Runnel.Storage;

namespace Runnel.Testing.Tests.Conformance;

internal sealed class StoreThatCreatesForNow(IRunStore inner) : StoreThatChangesWhatItCreates(inner)
{
    protected override NewRun Change(NewRun run) => run with { DueAt = null };
}

internal sealed class StoreThatKnowsNoExpiry(IRunStore inner) : StoreThatChangesWhatItCreates(inner)
{
    protected override NewRun Change(NewRun run) => run with { ExpiresAt = null };
}

internal sealed class StoreThatExpiresAtOnce(IRunStore inner) : StoreThatChangesWhatItCreates(inner)
{
    protected override NewRun Change(NewRun run) => run with { ExpiresAt = run.ExpiresAt is null ? null : run.CreatedAt };
}

internal sealed class StoreThatTellsNoTimes(IRunStore inner) : DelegatingStore(inner)
{
    public override async ValueTask<TakeResult> TakeAsync(TakeRequest request, CancellationToken cancellationToken) =>
        await Inner.TakeAsync(request, cancellationToken) with { NextDueIn = null };
}

/// <summary>A store that says of other runs than those that have expired that they have.</summary>
internal abstract class StoreThatJudgesExpiry(IRunStore inner) : DelegatingStore(inner)
{
    public override async ValueTask<TakeResult> TakeAsync(TakeRequest request, CancellationToken cancellationToken)
    {
        var result = await Inner.TakeAsync(request, cancellationToken);
        return result with { Runs = [.. result.Runs.Select(run => run with { HasExpired = HasExpired(run, request) })] };
    }

    protected abstract bool HasExpired(TakenRun run, TakeRequest request);
}

internal sealed class StoreThatExpiresWhatHasBegun(IRunStore inner) : StoreThatJudgesExpiry(inner)
{
    protected override bool HasExpired(TakenRun run, TakeRequest request) => run.HasExpired || run.Attempt > 1;
}

internal sealed class StoreThatForgetsWhatExpired(IRunStore inner) : StoreThatJudgesExpiry(inner)
{
    private readonly HashSet<long> answered = [];

    protected override bool HasExpired(TakenRun run, TakeRequest request) => run.HasExpired && answered.Add(request.Token);
}

/// <summary>It gives nothing where a queue is full.</summary>
internal sealed class StoreWhoseExpiredNeedASlot(IRunStore inner) : DelegatingStore(inner)
{
    public override async ValueTask<TakeResult> TakeAsync(TakeRequest request, CancellationToken cancellationToken)
    {
        var isFull = (await Inner.ListQueuesAsync(cancellationToken)).Any(queue => queue.Executing >= queue.Limit);
        return await Inner.TakeAsync(isFull ? request with { TaskIds = [] } : request, cancellationToken);
    }
}

internal sealed class StoreWhoseExpiredHoldSlots(IRunStore inner) : StoreThatLeaks(inner)
{
    public override async ValueTask<TakeResult> TakeAsync(TakeRequest request, CancellationToken cancellationToken)
    {
        var result = await Inner.TakeAsync(request, cancellationToken);
        foreach (var run in result.Runs.Where(run => run.HasExpired))
        {
            await LeakAsync((await Inner.GetAsync(run.RunId, cancellationToken))!, cancellationToken);
        }

        return result;
    }
}
