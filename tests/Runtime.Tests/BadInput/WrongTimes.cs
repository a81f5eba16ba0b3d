using Runnel.Tests.Simulation;

namespace Runnel.Tests.BadInput;

/// <summary>Streams that are used when, or how, they cannot be.</summary>
public sealed class WrongTimes
{
    [Fact]
    public void WritingAfterTheReturn_IsAnError() => SimulatedThread.Run(async thread =>
    {
        TestStreams? kept = null;
        TaskContext? keptContext = null;
        var feed = new SimulatedFeed<int>();
        var host = await SimulatedHost.StartAsync(thread, async (_, streams, context, _) =>
        {
            (kept, keptContext) = (streams, context);
            streams.Numbers.Pipe(feed);
            await streams.Text.WriteAsync("in time");
            return Reply.Done;
        });
        var run = await host.Client.TriggerAsync(new Question("?"));
        await using var reader = run.Reader();
        await reader.UntilAsync<TestPart.Run>(part => part.Snapshot.HasOutput);
        await thread.RestAsync();

        var error = await Assert.ThrowsAsync<InvalidOperationException>(async () => await kept!.Text.WriteAsync("late"));
        Assert.Contains("the task has returned", error.Message);
        Assert.Throws<InvalidOperationException>(() => kept!.Text.Pipe(thread.Of("late")));
        Assert.Throws<InvalidOperationException>(() => keptContext!.Metadata.Stream("new", thread.Of("late")));
        feed.End();

        Assert.Equal(["in time"], (await reader.ToEndAsync()).Texts());
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await kept!.Text.WriteAsync("later"));
    });

    [Fact]
    public void PipingTwiceAtOnce_IsAnError() => SimulatedThread.Run(async thread =>
    {
        InvalidOperationException? error = null;
        var host = await SimulatedHost.StartAsync(thread, async (_, streams, _, _) =>
        {
            var first = streams.Text.Pipe(thread.Of("a", "b"));
            error = Assert.Throws<InvalidOperationException>(() => streams.Text.Pipe(thread.Of("c")));
            await first.Completion;
            return Reply.Done;
        });
        var parts = await (await host.Client.TriggerAsync(new Question("?"))).PartsAsync();

        Assert.Contains("'text' is being piped already", error!.Message);
        Assert.Equal(["a", "b"], parts.Texts());
    });

    [Fact]
    public void WritingAfterTheStreamsEnd_IsAnError() => SimulatedThread.Run(async thread =>
    {
        InvalidOperationException? error = null;
        var host = await SimulatedHost.StartAsync(thread, async (_, streams, _, _) =>
        {
            await streams.Text.Pipe(thread.Of("a")).Completion;
            error = await Assert.ThrowsAsync<InvalidOperationException>(async () => await streams.Text.WriteAsync("b"));
            return Reply.Done;
        });
        var parts = await (await host.Client.TriggerAsync(new Question("?"))).PartsAsync();

        Assert.Contains("'text' has ended", error!.Message);
        Assert.Equal(["a"], parts.Texts());
    });

    [Fact]
    public void WritingBesideAPipe_IsAllowed() => SimulatedThread.Run(async thread =>
    {
        var host = await SimulatedHost.StartAsync(thread, async (_, streams, _, _) =>
        {
            var feed = new SimulatedFeed<string>();
            var piped = streams.Text.Pipe(feed);
            await streams.Text.WriteAsync("beside");
            feed.End();
            await piped.Completion;
            return Reply.Done;
        });

        Assert.Equal(["beside"], (await (await host.Client.TriggerAsync(new Question("?"))).PartsAsync()).Texts());
    });

    [Fact]
    public void MetadataStream_WithADeclaredKey_IsAnError() => SimulatedThread.Run(async thread =>
    {
        ArgumentException? error = null;
        var host = await SimulatedHost.StartAsync(thread, (_, _, context, _) =>
        {
            error = Assert.Throws<ArgumentException>(() => context.Metadata.Stream("text", thread.Of("a")));
            return Task.FromResult(Reply.Done);
        });

        Assert.Empty((await (await host.Client.TriggerAsync(new Question("?"))).PartsAsync()).Texts());
        Assert.Contains("'text' is a declared stream", error!.Message);
    });
}
