using Runnel;

namespace ChatStreaming.Tests;

public sealed class TranscriptTests
{
    [Fact]
    public async Task ARun_IsShownFromQueuedToItsSummary()
    {
        using var deadline = Deadline.Start();
        using var output = new StringWriter();
        await using var page = LoopbackPage.Serve(_ => Text("<h1>Hi</h1>\n"));

        var run = await Sample.RunAsync(new FixedChatClient("It ", "purrs."), page.Address, output, deadline.Token);

        var lines = output.ToString().Split('\n').Select(line => line.TrimEnd()).ToList();
        Assert.Equal($"run       queued, {run.Id}", lines[0]);
        Assert.Equal("run       executing, attempt 1", lines[1]);
        Assert.Single(lines, "fetch     <h1>Hi</h1>");
        Assert.Equal(
            [
                "model     It", "model     purrs.", "step      finished: stop", "openai    (stream completed)", "answer    It purrs.",
                "run       completed, attempt 1",
            ],
            lines.Where(line => !line.StartsWith("fetch", StringComparison.Ordinal)).Skip(2).Take(6));
        Assert.Contains($"summary   {run.Id}", lines);
        Assert.Contains("model     2 tokens, 0 calls", lines);
        Assert.Contains("fetch     1 chunks, 12 characters", lines);
        Assert.Contains("answer    9 characters", lines);
    }

    [Fact]
    public async Task AModelThatFails_FailsTheRun_AndSaysWhy()
    {
        using var deadline = Deadline.Start();
        using var output = new StringWriter();
        await using var page = LoopbackPage.Serve(_ => Text("<h1>Hi</h1>\n"));

        var run = await Sample.RunAsync(new FixedChatClient("It ", null), page.Address, output, deadline.Token);

        Assert.Equal(RunStatus.Failed, run.Status);
        Assert.Contains("openai    (stream failed: The model is out of words.)", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("run       failed, attempt 1: The model is out of words.", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task APageThatIsNotThere_FailsTheRun()
    {
        using var deadline = Deadline.Start();
        using var output = new StringWriter();
        var page = LoopbackPage.Serve(_ => Text(""));
        await page.DisposeAsync();

        var run = await Sample.RunAsync(new FixedChatClient("It "), page.Address, output, deadline.Token);

        Assert.Equal(RunStatus.Failed, run.Status);
        Assert.Equal(typeof(HttpRequestException).FullName, run.Error!.Type);
    }

    [Fact]
    public void OnATerminal_PiecesRunOn_AndALineBetweenThemBreaksThem()
    {
        using var output = new StringWriter { NewLine = "\n" };
        var lines = new Lines(output, isTerminal: true);

        lines.WritePiece("model", "It ");
        lines.WritePiece("model", "purrs");
        lines.Write("fetch", "<p>", Style.Cyan);
        lines.WritePiece("model", ".");

        Assert.Equal("\e[2mmodel     \e[0mIt purrs\n\e[2mfetch     \e[0m\e[36m<p>\e[0m\n\e[2mmodel     \e[0m.", output.ToString());
    }

    [Fact]
    public void InAPipe_EachPieceHasItsLine_AndNoColour()
    {
        using var output = new StringWriter { NewLine = "\n" };
        var lines = new Lines(output, isTerminal: false);

        lines.WritePiece("model", "a\n");
        lines.Write("answer", "a\nb", Style.Bold);

        Assert.Equal("model     a\\n\nanswer    a\n          b\n", output.ToString());
    }

    private static async IAsyncEnumerable<string> Text(string text)
    {
        await Task.CompletedTask;
        yield return text;
    }
}
