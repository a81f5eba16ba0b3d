namespace Runnel.Tests.Harness;

/// <summary>A bound on how long a broken test may hang. It never decides whether a test passes.</summary>
internal static class Within
{
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public static CancellationToken TheLimit => new CancellationTokenSource(Limit).Token;

    public static async Task<List<T>> ReadAllAsync<T>(this IAsyncEnumerable<T> source, CancellationToken cancellationToken = default)
    {
        var items = new List<T>();
        await foreach (var item in source.WithCancellation(cancellationToken.CanBeCanceled ? cancellationToken : TheLimit))
        {
            items.Add(item);
        }

        return items;
    }
}
