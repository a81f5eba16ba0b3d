using Runnel.Storage;

namespace Runnel.Testing.Tests.Conformance;

/// <summary>A store that makes another append of one that it is told to make.</summary>
internal abstract class StoreThatChangesAppends(IRunStore inner) : DelegatingStore(inner)
{
    public override async ValueTask<IReadOnlyList<AppendResult>> AppendAsync(
        IReadOnlyList<RunAppend> appends, IRunStoreObserver? writer, CancellationToken cancellationToken)
    {
        var results = new List<AppendResult>();
        foreach (var append in appends)
        {
            results.Add(await AppendAsync(append, writer, cancellationToken));
        }

        return results;
    }

    protected abstract Task<AppendResult> AppendAsync(RunAppend append, IRunStoreObserver? writer, CancellationToken cancellationToken);

    protected async Task<AppendResult> InnerAsync(RunAppend append, IRunStoreObserver? writer, CancellationToken cancellationToken) =>
        (await Inner.AppendAsync([append], writer, cancellationToken))[0];
}

internal sealed class StoreThatHandsBackWhatWaits(IRunStore inner) : StoreThatChangesAppends(inner)
{
    protected override Task<AppendResult> AppendAsync(RunAppend append, IRunStoreObserver? writer, CancellationToken cancellationToken) =>
        InnerAsync(append.Change?.Status == RunStatus.Waiting ? append with { Change = append.Change with { Status = RunStatus.Queued } } : append, writer, cancellationToken);
}

/// <summary>A run that waited goes on, and its slot stays free.</summary>
internal sealed class StoreThatResumesWithoutASlot(IRunStore inner) : StoreThatChangesAppends(inner)
{
    protected override Task<AppendResult> AppendAsync(RunAppend append, IRunStoreObserver? writer, CancellationToken cancellationToken) =>
        InnerAsync(append.Change?.Status == RunStatus.Executing ? append with { Change = null } : append, writer, cancellationToken);

    public override async ValueTask<RunHead?> GetAsync(string runId, CancellationToken cancellationToken) =>
        await Inner.GetAsync(runId, cancellationToken) is { Status: RunStatus.Waiting } head
            ? head with { Status = RunStatus.Executing }
            : await Inner.GetAsync(runId, cancellationToken);
}

internal sealed class StoreThatTakesWaitingForLeft(IRunStore inner) : DelegatingStore(inner)
{
    public override async ValueTask<IReadOnlyList<RunHead>> ListOwnedAsync(string worker, CancellationToken cancellationToken) =>
        [.. (await Inner.ListOwnedAsync(worker, cancellationToken)).Where(head => head.Status == RunStatus.Executing)];
}

internal sealed class StoreThatTakesWaitingForUnowned(IRunStore inner) : DelegatingStore(inner)
{
    public override async ValueTask<AppendResult> AppendAsync(OutsideAppend append, CancellationToken cancellationToken)
    {
        var waits = await Inner.GetAsync(append.RunId, cancellationToken) is { Status: RunStatus.Waiting };
        return await Inner.AppendAsync(waits && append.Ownership == RunOwnership.Unowned ? append with { Ownership = RunOwnership.Any } : append, cancellationToken);
    }
}

internal sealed class StoreThatWritesWithoutASlot(IRunStore inner) : StoreThatChangesAppends(inner)
{
    protected override async Task<AppendResult> AppendAsync(RunAppend append, IRunStoreObserver? writer, CancellationToken cancellationToken)
    {
        var result = await InnerAsync(append, writer, cancellationToken);
        return result.Outcome != AppendOutcome.NoSlot ? result
            : await InnerAsync(append with { Change = null }, writer, cancellationToken) with { Outcome = AppendOutcome.NoSlot };
    }
}

/// <summary>Who finds no slot leaves the line at once: what it has waited for is the next chance.</summary>
internal sealed class StoreThatForgetsTheLine(IRunStore inner) : StoreThatChangesAppends(inner)
{
    protected override async Task<AppendResult> AppendAsync(RunAppend append, IRunStoreObserver? writer, CancellationToken cancellationToken)
    {
        if (append.Change?.Status == RunStatus.Executing
            && await Inner.GetAsync(append.RunId, cancellationToken) is { Status: RunStatus.Waiting } head
            && (await Inner.ListQueuesAsync(cancellationToken)).FirstOrDefault(queue => queue.Name == head.Queue) is { } queue
            && queue.Executing >= queue.Limit)
        {
            return new(AppendOutcome.NoSlot, head.Head, head.Intent);
        }

        return await InnerAsync(append, writer, cancellationToken);
    }
}

/// <summary>Who leaves the line otherwise than by going on stands there still.</summary>
internal sealed class StoreWithGhostsInLine(IRunStore inner) : DelegatingStore(inner)
{
    public override async ValueTask<AppendResult> AppendAsync(OutsideAppend append, CancellationToken cancellationToken)
    {
        var isInLine = await Inner.GetAsync(append.RunId, cancellationToken) is { IsResuming: true };
        return await Inner.AppendAsync(isInLine ? append with { Change = Untouched(append.Change) } : append, cancellationToken);
    }

    private static HeadChange? Untouched(HeadChange? change) => change is null ? null : change with { Status = null };
}

/// <summary>A cancel from outside is noted only: who owns the run is to end it, also where nobody does.</summary>
internal sealed class StoreThatLeavesCancelingToTheOwner(IRunStore inner) : DelegatingStore(inner)
{
    public override ValueTask<AppendResult> AppendAsync(OutsideAppend append, CancellationToken cancellationToken) =>
        Inner.AppendAsync(append.Change is { Status: RunStatus.Canceled } change ? append with { Change = change with { Status = null } } : append, cancellationToken);
}
