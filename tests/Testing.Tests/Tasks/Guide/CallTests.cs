namespace Runnel.Testing.Tests.Tasks.Guide;

public sealed class CallTests
{
    [Fact]
    public async Task ASummary_IsStreamedAsItIsWritten()
    {
        var text = TaskStream.Capture<string>();
        var progress = TaskStream.Capture<Progress>();
        var context = new TaskContextBuilder { Attempt = 2, Metadata = { ["user"] = "ada" } }.Build();

        var task = new Summarize(new FixedWriter("It ", "flows."));
        var summary = await task.RunAsync(new Article("Runnel"), new SummaryStreams(text, progress), context, CancellationToken.None);

        Assert.Equal("It flows.", summary.Text);
        Assert.Equal(["It ", "flows."], text.Chunks);
        Assert.Equal([new Progress(0), new Progress(100)], progress.Chunks);
        Assert.Equal("Runnel", (string?)context.Metadata["title"]);
    }

    [Fact]
    public async Task APage_IsDrainedAfterTheTasksReturn()
    {
        var page = TaskStream.Capture<string>();
        page.Stream.PipeText(new MemoryStream("<h1>Müsli</h1>"u8.ToArray()));     // as a task does that does not read it itself

        await page.CompletionAsync();                // fails with what the source threw, if it did
        Assert.Equal("<h1>Müsli</h1>", string.Concat(page.Chunks));
        Assert.Equal(StreamEndReason.Completed, page.End!.Reason);
    }
}
