namespace ChatStreaming.Tests;

public sealed class LoopbackPageTests : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false });

    public void Dispose() => http.Dispose();

    [Fact]
    public async Task ThePage_IsServedOverHttp_ToEverybodyWhoAsks()
    {
        using var deadline = Deadline.Start();
        await using var page = LoopbackPage.Serve(_ => Lines("<h1>Flüsschen</h1>\n", "", "<p>2</p>\n"));

        var texts = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => http.GetStringAsync(page.Address, deadline.Token)));

        Assert.All(texts, text => Assert.Equal("<h1>Flüsschen</h1>\n<p>2</p>\n", text));
    }

    [Fact]
    public async Task ALine_IsSentWhenItIsThere_NotWhenThePageIsDone()
    {
        using var deadline = Deadline.Start();
        var lines = new Gate("first\n", "second\n", "third\n");
        await using var page = LoopbackPage.Serve(lines.ReadAsync);
        using var reader = new StreamReader(await http.GetStreamAsync(page.Address, deadline.Token));

        foreach (var expected in new[] { "first", "second", "third" })
        {
            var line = await reader.ReadLineAsync(deadline.Token);
            Assert.Equal(expected, line);
            lines.Show(line!);
        }

        Assert.Null(await reader.ReadLineAsync(deadline.Token));
    }

    [Fact]
    public async Task AServerThatStops_LeavesNobodyWaiting()
    {
        using var deadline = Deadline.Start();
        var page = LoopbackPage.Serve(new Gate("first\n", "second\n").ReadAsync);
        using var reader = new StreamReader(await http.GetStreamAsync(page.Address, deadline.Token));
        await reader.ReadLineAsync(deadline.Token);

        await page.DisposeAsync();

        await Assert.ThrowsAsync<HttpIOException>(() => reader.ReadLineAsync(deadline.Token).AsTask());
    }

    private static async IAsyncEnumerable<string> Lines(params string[] lines)
    {
        await Task.CompletedTask;
        foreach (var line in lines)
        {
            yield return line;
        }
    }
}
