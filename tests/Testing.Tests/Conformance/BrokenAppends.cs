using Runnel.Storage;

namespace Runnel.Testing.Tests.Conformance;

internal sealed class StoreThatComparesNoTokens(IRunStore inner) : DelegatingStore(inner)
{
    public override async ValueTask<IReadOnlyList<AppendResult>> AppendAsync(
        IReadOnlyList<RunAppend> appends, IRunStoreObserver? writer, CancellationToken cancellationToken)
    {
        var unchecked_ = new List<RunAppend>();
        foreach (var append in appends)
        {
            var head = await Inner.GetAsync(append.RunId, cancellationToken);
            unchecked_.Add(append with { Token = head?.Token ?? append.Token });
        }

        return await Inner.AppendAsync(unchecked_, writer, cancellationToken);
    }
}

internal sealed class StoreThatLosesHalfOfABatch(IRunStore inner) : DelegatingStore(inner)
{
    public override async ValueTask<IReadOnlyList<AppendResult>> AppendAsync(
        IReadOnlyList<RunAppend> appends, IRunStoreObserver? writer, CancellationToken cancellationToken)
    {
        var kept = appends.Count < 3 ? appends : [.. appends.Take(appends.Count / 2)];
        var results = await Inner.AppendAsync(kept, writer, cancellationToken);
        return [.. results, .. appends.Skip(kept.Count).Select(_ => new AppendResult(AppendOutcome.Committed, Head: 2, Intent: null))];
    }
}

internal sealed class StoreThatDoublesRepeats(IRunStore inner) : DelegatingStore(inner)
{
    private long last;

    public override ValueTask<IReadOnlyList<AppendResult>> AppendAsync(
        IReadOnlyList<RunAppend> appends, IRunStoreObserver? writer, CancellationToken cancellationToken) =>
        Inner.AppendAsync([.. appends.Select(append => append with { WriterSequence = ++last })], writer, cancellationToken);
}

internal sealed class StoreThatTellsTheWriter(IRunStore inner) : DelegatingStore(inner)
{
    public override ValueTask<IReadOnlyList<AppendResult>> AppendAsync(
        IReadOnlyList<RunAppend> appends, IRunStoreObserver? writer, CancellationToken cancellationToken) =>
        Inner.AppendAsync(appends, writer: null, cancellationToken);
}

internal sealed class StoreThatDelaysNothing(IRunStore inner) : DelegatingStore(inner)
{
    public override ValueTask<IReadOnlyList<AppendResult>> AppendAsync(
        IReadOnlyList<RunAppend> appends, IRunStoreObserver? writer, CancellationToken cancellationToken) =>
        Inner.AppendAsync(
            [.. appends.Select(append => append with { Change = append.Change is { DueAt: { } } change ? change with { DueAt = DateTimeOffset.MinValue } : append.Change })],
            writer,
            cancellationToken);
}

internal sealed class StoreThatForgetsOperations(IRunStore inner) : DelegatingStore(inner)
{
    public override ValueTask<AppendResult> AppendAsync(OutsideAppend append, CancellationToken cancellationToken) =>
        Inner.AppendAsync(append with { OperationId = Guid.NewGuid().ToString() }, cancellationToken);
}

internal sealed class StoreThatLooksAtNoExpectedHead(IRunStore inner) : DelegatingStore(inner)
{
    public override ValueTask<AppendResult> AppendAsync(OutsideAppend append, CancellationToken cancellationToken) =>
        Inner.AppendAsync(append with { ExpectedHead = null }, cancellationToken);
}

/// <summary>Right whenever nobody else is there.</summary>
internal sealed class StoreThatComparesTheHeadBeforeItLocks(IRunStore inner) : DelegatingStore(inner)
{
    public override async ValueTask<AppendResult> AppendAsync(OutsideAppend append, CancellationToken cancellationToken)
    {
        var head = await Inner.GetAsync(append.RunId, cancellationToken);
        await Task.Delay(TimeSpan.FromMilliseconds(1), cancellationToken);
        return append.ExpectedHead is { } expected && head?.Head != expected
            ? new AppendResult(AppendOutcome.Conflict, head?.Head ?? 0, head?.Intent)
            : await Inner.AppendAsync(append with { ExpectedHead = null }, cancellationToken);
    }
}

internal sealed class StoreThatCancelsWhatHasReturned(IRunStore inner) : DelegatingStore(inner)
{
    public override async ValueTask<AppendResult> AppendAsync(OutsideAppend append, CancellationToken cancellationToken)
    {
        var result = await Inner.AppendAsync(append, cancellationToken);
        return result.Outcome == AppendOutcome.Refused ? await Inner.AppendAsync(append with { Change = null }, cancellationToken) : result;
    }
}
