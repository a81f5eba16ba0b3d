using Runnel.Storage;

namespace Runnel.Testing.Tests.Conformance;

internal sealed class StoreThatFiltersByStatusOnly(IRunStore inner) : DelegatingStore(inner)
{
    public override ValueTask<IReadOnlyList<RunHead>> ListAsync(RunQuery query, CancellationToken cancellationToken) =>
        Inner.ListAsync(new RunQuery { Status = query.Status, Before = query.Before, Limit = query.Limit }, cancellationToken);
}

/// <summary>It filters what a page holds, so that pages have holes.</summary>
internal sealed class StoreThatFiltersThePage(IRunStore inner) : DelegatingStore(inner)
{
    public override async ValueTask<IReadOnlyList<RunHead>> ListAsync(RunQuery query, CancellationToken cancellationToken)
    {
        var page = await Inner.ListAsync(new RunQuery { Before = query.Before, Limit = query.Limit }, cancellationToken);
        return [.. page.IntersectBy((await Inner.ListAsync(query with { Limit = 1000 }, cancellationToken)).Select(head => head.RunId), head => head.RunId)];
    }
}

internal sealed class StoreThatKeepsFirstTagsOnly(IRunStore inner) : StoreThatChangesAppends(inner)
{
    protected override Task<AppendResult> AppendAsync(RunAppend append, IRunStoreObserver? writer, CancellationToken cancellationToken) =>
        InnerAsync(append with { Change = append.Change is { } change ? change with { Tags = [] } : null }, writer, cancellationToken);
}

internal sealed class StoreThatKnowsNoParents(IRunStore inner) : StoreThatChangesAppends(inner)
{
    protected override Task<AppendResult> AppendAsync(RunAppend append, IRunStoreObserver? writer, CancellationToken cancellationToken) =>
        InnerAsync(append with { Children = [.. append.Children.Select(child => child with { ParentId = null })] }, writer, cancellationToken);
}

/// <summary>A join that finds a run for each of its tags.</summary>
internal sealed class StoreThatListsARunForEachTag(IRunStore inner) : DelegatingStore(inner)
{
    private readonly List<(string RunId, string Tag)> tags = [];

    public override ValueTask<IReadOnlyList<CreateResult>> CreateAsync(IReadOnlyList<NewRun> runs, CancellationToken cancellationToken)
    {
        tags.AddRange(runs.SelectMany(run => run.Tags.Select(tag => (run.RunId, tag))));
        return Inner.CreateAsync(runs, cancellationToken);
    }

    public override async ValueTask<IReadOnlyList<RunHead>> ListAsync(RunQuery query, CancellationToken cancellationToken) =>
        [.. (await Inner.ListAsync(query, cancellationToken)).SelectMany(head => Enumerable.Repeat(head, Math.Max(1, tags.Count(tag => tag == (head.RunId, query.Tag)))))];
}
