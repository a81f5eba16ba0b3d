using Runnel;

namespace ChatStreaming.Tests;

/// <summary>Nothing between a source and the subscriber's output waits for more: whatever buffers, anywhere, stops these runs.</summary>
public sealed class StreamingTests
{
    [Fact]
    public async Task TheModelSaysAToken_OnlyAfterTheOneBeforeWasPrinted()
    {
        using var deadline = Deadline.Start();
        var tokens = new Gate("Because ", "they ", "are ", "content", ".");
        await using var page = LoopbackPage.Serve(_ => new Gate().ReadAsync());
        using var output = new WatchedWriter(tokens.Show);

        var run = await Sample.RunAsync(new GatedChatClient(tokens), page.Address, output, deadline.Token);

        Assert.Equal(RunStatus.Completed, run.Status);
        Assert.Equal("Because they are content.", run.Output!.Text);
    }

    [Fact]
    public async Task ThePageSendsALine_OnlyAfterTheOneBeforeWasPrinted()
    {
        using var deadline = Deadline.Start();
        var lines = new Gate("<h1>Müsli</h1>\n", "<p>oats</p>\n", "<p>milk</p>\n");
        await using var page = LoopbackPage.Serve(lines.ReadAsync);
        using var output = new WatchedWriter(lines.Show);

        var run = await Sample.RunAsync(new GatedChatClient(new Gate()), page.Address, output, deadline.Token);

        Assert.Equal(RunStatus.Completed, run.Status);
        Assert.Empty(run.Warnings);
    }

    [Fact]
    public async Task BothStreams_HoldEachOtherUpNowhere()
    {
        using var deadline = Deadline.Start();
        var tokens = new Gate("one ", "two ", "three");
        var lines = new Gate("<p>alpha</p>\n", "<p>beta</p>\n", "<p>gamma</p>\n");
        await using var page = LoopbackPage.Serve(lines.ReadAsync);
        using var output = new WatchedWriter(printed =>
        {
            tokens.Show(printed);
            lines.Show(printed);
        });

        var run = await Sample.RunAsync(new GatedChatClient(tokens), page.Address, output, deadline.Token);

        Assert.Equal(RunStatus.Completed, run.Status);
    }
}
