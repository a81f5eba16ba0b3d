using Runnel.Storage;

namespace Runnel.Testing.Tests.Conformance;

/// <summary>A store that leaks slots: somebody else takes what a run has given back, and keeps it.</summary>
internal abstract class StoreThatLeaks(IRunStore inner) : DelegatingStore(inner)
{
    private long last = long.MaxValue / 2;

    /// <summary>Fills the slot that the run had with one that is never ended.</summary>
    protected async Task LeakAsync(RunHead before, CancellationToken cancellationToken)
    {
        if (before.IsOwned)
        {
            var thief = $"thief {++last}";
            await Inner.RegisterAsync(thief, TimeSpan.FromSeconds(30), cancellationToken);
            await Inner.CreateAsync(
                [new NewRun { RunId = thief, TaskId = thief, CreatedAt = before.CreatedAt, Body = new SegmentBody(1, true, "x"u8.ToArray()), Queue = before.Queue, Priority = 1000 }],
                cancellationToken);
            await Inner.TakeAsync(new TakeRequest { Worker = thief, Token = last, TaskIds = [thief], Limit = 1 }, cancellationToken);
        }
    }
}

internal sealed class StoreThatLeaksASlotAtTheEnd(IRunStore inner) : StoreThatLeaks(inner)
{
    public override async ValueTask<IReadOnlyList<AppendResult>> AppendAsync(
        IReadOnlyList<RunAppend> appends, IRunStoreObserver? writer, CancellationToken cancellationToken)
    {
        var before = await Inner.GetAsync(appends[0].RunId, cancellationToken);
        var results = await Inner.AppendAsync(appends, writer, cancellationToken);
        if (appends[0].Change?.Status == RunStatus.Completed)
        {
            await LeakAsync(before!, cancellationToken);
        }

        return results;
    }
}

internal sealed class StoreThatLeaksASlotOutside(IRunStore inner) : StoreThatLeaks(inner)
{
    public override async ValueTask<AppendResult> AppendAsync(OutsideAppend append, CancellationToken cancellationToken)
    {
        var before = await Inner.GetAsync(append.RunId, cancellationToken);
        var result = await Inner.AppendAsync(append, cancellationToken);
        await LeakAsync(before!, cancellationToken);
        return result;
    }
}

internal sealed class StoreWhoseWaitersHoldTheirSlots(IRunStore inner) : StoreThatLeaks(inner)
{
    public override async ValueTask<IReadOnlyList<AppendResult>> AppendAsync(
        IReadOnlyList<RunAppend> appends, IRunStoreObserver? writer, CancellationToken cancellationToken)
    {
        var before = await Inner.GetAsync(appends[0].RunId, cancellationToken);
        var results = await Inner.AppendAsync(appends, writer, cancellationToken);
        if (appends[0].Change?.Status == RunStatus.Waiting)
        {
            await LeakAsync(before!, cancellationToken);
        }

        return results;
    }
}
