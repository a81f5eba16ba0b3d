using System.Text;

namespace Runnel.Testing.Tests.Tasks.Capturing;

public sealed class PipedTests
{
    [Fact]
    public async Task ASourceThatNobodyReads_IsDrained()
    {
        var text = TaskStream.Capture<string>();
        text.Stream.Pipe(Source.Of("a", "b"));
        await text.CompletionAsync();

        Assert.Equal(["a", "b"], text.Chunks);
        Assert.Equal(StreamEndReason.Completed, text.End!.Reason);
    }

    [Fact]
    public async Task ThePipedStream_CanBeReadByTheTask()
    {
        var text = TaskStream.Capture<string>();
        var piped = text.Stream.Pipe(Source.Of("a", "b"));

        Assert.Equal(["a", "b"], await piped.ToListAsync());
        Assert.Equal(["a", "b"], text.Chunks);
        Assert.False(text.IsOpen);
        await piped.Completion;
    }

    [Fact]
    public async Task TheTextOfABody_IsDecoded()
    {
        var page = TaskStream.Capture<string>();
        await page.Stream.PipeText(new MemoryStream(Encoding.UTF8.GetBytes("<h1>Müsli</h1>"))).Completion;

        Assert.Equal("<h1>Müsli</h1>", string.Concat(page.Chunks));
    }

    [Fact]
    public async Task ASourceThatFails_FailsTheCompletion_AndTellsItsEnd()
    {
        var text = TaskStream.Capture<string>("text");
        var thrown = new InvalidOperationException("out of words");
        text.Stream.Pipe(Source.Throws(thrown, "a"));

        Assert.Same(thrown, await Assert.ThrowsAsync<InvalidOperationException>(() => text.CompletionAsync()));
        Assert.Equal(["a"], text.Chunks);
        Assert.Equal((StreamEndReason.Failed, "out of words"), (text.End!.Reason, text.End.Error!.Message));
        var read = await Assert.ThrowsAsync<StreamFailedException>(async () => await text.ToListAsync());
        Assert.Equal(("text", "out of words"), (read.Key, read.Error!.Message));
    }

    [Fact]
    public async Task Chunks_CanBeWatchedAsTheyCome()
    {
        var gate = new TaskCompletionSource();
        var text = TaskStream.Capture<string>();
        text.Stream.Pipe(Source.Gated(gate.Task, "before", "after"));

        await using var chunks = text.GetAsyncEnumerator();
        Assert.True(await chunks.MoveNextAsync());
        Assert.Equal("before", chunks.Current);
        Assert.Equal(["before"], text.Chunks);
        Assert.True(text.IsOpen);

        gate.SetResult();
        Assert.True(await chunks.MoveNextAsync());
        Assert.False(await chunks.MoveNextAsync());
        Assert.Equal(["before", "after"], text.Chunks);
    }

    [Fact]
    public async Task ASourceThatDoesNotEnd_IsNotWaitedForForEver()
    {
        var text = TaskStream.Capture<string>("text", new CaptureOptions { Patience = TimeSpan.FromMilliseconds(50) });
        await text.Stream.WriteAsync("before");
        text.Stream.Pipe(Source.NeverYields<string>());

        var completion = await Assert.ThrowsAsync<TimeoutException>(() => text.CompletionAsync());
        Assert.Equal(
            "Stream 'text' has not ended within 0.05 s; chunks so far: 1. Let the source end; to see chunks of one that does not, enumerate the captured stream.",
            completion.Message);
        var reading = await Assert.ThrowsAsync<TimeoutException>(async () => await text.ToListAsync());
        Assert.StartsWith("Stream 'text' has neither brought a chunk nor ended within 0.05 s; chunks so far: 1. ", reading.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GivingUp_IsNoTimeout()
    {
        var text = TaskStream.Capture<string>();
        text.Stream.Pipe(Source.Gated(new TaskCompletionSource().Task, "before", "after"));
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(20));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => text.CompletionAsync(stop.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await text.ToListAsync(stop.Token));
    }

    [Fact]
    public void TwoSourcesAtOnce_AreRefusedAsInProduction()
    {
        var text = TaskStream.Capture<string>("text");
        text.Stream.Pipe(Source.Gated(new TaskCompletionSource().Task, "before", "after"));

        Assert.Contains("'text' is being piped already", Assert.Throws<InvalidOperationException>(() => text.Stream.Pipe(Source.Of("a"))).Message);
    }
}
