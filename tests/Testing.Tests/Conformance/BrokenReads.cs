using Runnel.Storage;

namespace Runnel.Testing.Tests.Conformance;

internal sealed class StoreWithAGapInItsSequences(IRunStore inner) : DelegatingStore(inner)
{
    public override async ValueTask<LogPage> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        var page = await Inner.ReadAsync(request, cancellationToken);
        return page with { Segments = [.. page.Segments.Select(segment => segment.Last > 3 ? segment with { Last = segment.Last + 1 } : segment)] };
    }
}

internal sealed class StoreThatCutsSegments(IRunStore inner) : DelegatingStore(inner)
{
    public override async ValueTask<LogPage> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        var page = await Inner.ReadAsync(request, cancellationToken);
        return page with { Segments = [.. page.Segments.Where(segment => segment.First > request.After)] };
    }
}

internal sealed class StoreThatTakesBytesForText(IRunStore inner) : DelegatingStore(inner)
{
    public override async ValueTask<LogPage> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        var page = await Inner.ReadAsync(request, cancellationToken);
        return page with { Segments = [.. page.Segments.Select(segment => segment with { Body = AsText(segment.Body) })] };
    }

    private static SegmentBody AsText(SegmentBody body) =>
        body with { Bytes = System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(body.Bytes.Span)) };
}

internal sealed class StoreThatEndsGoneRunsQuietly(IRunStore inner) : DelegatingStore(inner)
{
    public override async ValueTask<RunHead?> GetAsync(string runId, CancellationToken cancellationToken)
    {
        try
        {
            return await Inner.GetAsync(runId, cancellationToken);
        }
        catch (RunGoneException)
        {
            return null;
        }
    }
}

internal sealed class StoreThatListsOldestFirst(IRunStore inner) : DelegatingStore(inner)
{
    public override async ValueTask<IReadOnlyList<RunHead>> ListAsync(RunQuery query, CancellationToken cancellationToken) =>
        [.. (await Inner.ListAsync(query, cancellationToken)).Reverse()];
}

/// <summary>Each opening of the store tells another life of the logs.</summary>
internal sealed class StoreWithAnEpochOfItsOwn(IRunStore inner) : DelegatingStore(inner)
{
    private readonly long epoch = Random.Shared.NextInt64();

    public override async ValueTask<IReadOnlyList<RunHead>> ListAsync(RunQuery query, CancellationToken cancellationToken) =>
        [.. (await Inner.ListAsync(query, cancellationToken)).Select(head => head with { Epoch = epoch })];
}
