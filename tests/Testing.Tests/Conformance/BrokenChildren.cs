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

/// <summary>Each append gives its children new ids, also one made again.</summary>
internal sealed class StoreThatNamesChildrenItself(IRunStore inner) : StoreThatChangesAppends(inner)
{
    protected override async Task<AppendResult> AppendAsync(RunAppend append, IRunStoreObserver? writer, CancellationToken cancellationToken)
    {
        var known = append.Children.Where(child => Inner.GetAsync(child.RunId, cancellationToken).AsTask().Result is not null);
        await Inner.CreateAsync([.. known.Select(child => child with { RunId = RunIds.Of(Guid.CreateVersion7(child.CreatedAt)) })], cancellationToken);
        return await InnerAsync(append, writer, cancellationToken);
    }
}
