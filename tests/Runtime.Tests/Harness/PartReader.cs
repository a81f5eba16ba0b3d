namespace Runnel.Tests.Harness;

/// <summary>Reads a subscription part by part.</summary>
internal sealed class PartReader<TPart>(IAsyncEnumerable<TPart> parts) : IAsyncDisposable
{
    private readonly IAsyncEnumerator<TPart> reader = parts.GetAsyncEnumerator(Within.TheLimit);
    private Task<bool>? move;

    public List<TPart> Seen { get; } = [];

    /// <summary>The next part; fails where there is none.</summary>
    public async Task<TPart> NextAsync()
    {
        Assert.True(await MoveAsync(), "The subscription has ended.");
        return Seen[^1];
    }

    /// <summary>Reads on to the first part of a kind that fits.</summary>
    public async Task<TWanted> UntilAsync<TWanted>(Func<TWanted, bool>? fits = null)
        where TWanted : TPart
    {
        while (true)
        {
            if (await NextAsync() is TWanted wanted && fits?.Invoke(wanted) != false)
            {
                return wanted;
            }
        }
    }

    public async Task<List<TPart>> ToEndAsync()
    {
        while (await MoveAsync())
        {
        }

        return Seen;
    }

    /// <summary>Begins to wait for the next part, whether there is one or not.</summary>
    public Task<bool> Pending => move ??= reader.MoveNextAsync().AsTask();

    public ValueTask DisposeAsync() => reader.DisposeAsync();

    private async Task<bool> MoveAsync()
    {
        var moved = await Pending.WaitAsync(Within.Limit);
        move = null;
        if (moved)
        {
            Seen.Add(reader.Current);
        }

        return moved;
    }
}

internal static class PartReaderExtensions
{
    public static PartReader<TPart> Reader<TPart>(this IAsyncEnumerable<TPart> parts) => new(parts);

    public static PartReader<TestPart> Reader(this RunHandle<Reply, TestPart> run, RunCursor? after = null) =>
        new(run.SubscribeAsync(new SubscribeOptions { After = after }, Within.TheLimit));

    public static Task<List<TestPart>> PartsAsync(this RunHandle<Reply, TestPart> run, RunCursor? after = null) =>
        run.SubscribeAsync(new SubscribeOptions { After = after }, Within.TheLimit).ReadAllAsync();

    public static List<string> Texts(this IEnumerable<TestPart> parts) => [.. parts.OfType<TestPart.Text>().Select(part => part.Chunk)];

    public static List<int> Numbers(this IEnumerable<TestPart> parts) => [.. parts.OfType<TestPart.Numbers>().Select(part => part.Chunk)];

    public static TestPart.StreamEnded EndOf(this IEnumerable<TestPart> parts, string key) =>
        Assert.Single(parts.OfType<TestPart.StreamEnded>(), part => part.Key == key);

    public static TestPart.StreamEnded? EndOfOrNull(this IEnumerable<TestPart> parts, string key) =>
        parts.OfType<TestPart.StreamEnded>().SingleOrDefault(part => part.Key == key);

    public static Run<Question, Reply> Last(this IReadOnlyList<TestPart> parts) => Assert.IsType<TestPart.Run>(parts[^1]).Snapshot;
}
