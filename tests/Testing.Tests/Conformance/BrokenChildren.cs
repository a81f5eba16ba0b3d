using Runnel.Storage;

namespace Runnel.Testing.Tests.Conformance;

internal sealed class StoreThatForgetsChildren(IRunStore inner) : StoreThatChangesAppends(inner)
{
    protected override Task<AppendResult> AppendAsync(RunAppend append, IRunStoreObserver? writer, CancellationToken cancellationToken) =>
        InnerAsync(append with { Children = [] }, writer, cancellationToken);
}

/// <summary>Two commits instead of one.</summary>
internal sealed class StoreThatCreatesChildrenFirst(IRunStore inner) : StoreThatChangesAppends(inner)
{
    protected override async Task<AppendResult> AppendAsync(RunAppend append, IRunStoreObserver? writer, CancellationToken cancellationToken)
    {
        await Inner.CreateAsync(append.Children, cancellationToken);
        return await InnerAsync(append with { Children = [] }, writer, cancellationToken);
    }
}

/// <summary>A child that it is told of again gets an id of its own.</summary>
internal sealed class StoreThatNamesChildrenItself(IRunStore inner) : StoreThatChangesAppends(inner)
{
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);

    protected override async Task<AppendResult> AppendAsync(RunAppend append, IRunStoreObserver? writer, CancellationToken cancellationToken)
    {
        foreach (var child in append.Children.Where(child => !seen.Add(child.RunId)).ToList())
        {
            await Inner.CreateAsync([child with { RunId = RunIds.Of(Guid.CreateVersion7(child.CreatedAt)) }], cancellationToken);
        }

        return await InnerAsync(append, writer, cancellationToken);
    }
}
