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
    public async Task AWriterThatFails_FailsTheStream()
    {
        var text = TaskStream.Capture<string>("text");
        text.Stream.Pipe(new SlowWriter(new VirtualTime(), failures: 1).WriteAsync("Runnel"));
        Assert.True(text.IsOpen);

        var (first, time) = (await text.FirstAsync(), new VirtualTime());
        Assert.Equal("It ", first);
        _ = time;
    }
}
