using Runnel.Streams;
using Runnel.Tests.Simulation;

namespace Runnel.Tests.BadInput;

public sealed class WrongChunks
{
    [Fact]
    public void AChunkThatDoesNotSerialise_IsRefused() => SimulatedThread.Run(async thread =>
    {
        ChunkException? error = null;
        var host = await SimulatedHost.StartAsync(thread, async (_, _, context, _) =>
        {
            var nodes = context.Streams<Nodes>().Node;
            var cycle = new Node();
            cycle.Next = cycle;
            error = await Assert.ThrowsAsync<ChunkException>(async () => await nodes.WriteAsync(cycle));
            await nodes.WriteAsync(new Node());
            return Reply.Done;
        });
        var run = await host.Client.TriggerAsync(new Question("?"));
        var parts = await run.PartsAsync();

        Assert.Equal("node", error!.Key);
        Assert.Contains(nameof(Node), error.Message);
        Assert.NotNull(error.InnerException);
        Assert.Equal("""{"next":null}""", Assert.Single(parts.OfType<TestPart.Unknown>()).Chunk.ToString());
    });

    [Fact]
    public void AChunkThatDoesNotSerialise_InASource_FailsItsStream() => SimulatedThread.Run(async thread =>
    {
        var cycle = new Node();
        cycle.Next = cycle;
        var host = await SimulatedHost.StartAsync(thread, async (_, _, context, _) =>
        {
            await Assert.ThrowsAsync<ChunkException>(() => context.Streams<Nodes>().Node.Pipe(thread.Of(new Node(), cycle)).Completion);
            return Reply.Done;
        });
        var parts = await (await host.Client.TriggerAsync(new Question("?"))).PartsAsync();

        Assert.Equal(StreamEndReason.Failed, parts.EndOf("node").Reason);
        Assert.Equal(typeof(ChunkException).FullName, parts.EndOf("node").Error!.Type);
        Assert.Single(parts.OfType<TestPart.Unknown>());
    });

    [Fact]
    public void AChunkThatDoesNotDeserialise_IsOneError_WithACursorToResumeBehindIt() => SimulatedThread.Run(async thread =>
    {
        var host = await SimulatedHost.StartAsync(thread, async (_, streams, context, _) =>
        {
            await streams.Text.WriteAsync("before");
            await context.Streams<WrongNumbers>().Numbers.WriteAsync("not a number");
            await streams.Text.WriteAsync("after");
            return Reply.Done;
        });
        var run = await host.Client.TriggerAsync(new Question("?"));
        await using var reader = run.Reader();

        var error = await Assert.ThrowsAsync<ChunkException>(reader.ToEndAsync);
        Assert.Equal("numbers", error.Key);
        Assert.Contains("System.Int32", error.Message);
        Assert.Equal(["before"], reader.Seen.Texts());
        Assert.NotNull(error.Cursor);
        var rest = await run.PartsAsync(error.Cursor);
        Assert.Equal(["after"], rest.Texts());
        Assert.Equal(RunStatus.Completed, rest.Last().Status);
    });

    private sealed class Node
    {
        public Node? Next { get; set; }
    }

    private sealed record Nodes(TaskStream<Node> Node) : IStreamSet<Nodes>
    {
        public static Nodes Create(TaskStreams streams) => new(streams.Open<Node>("node"));
    }

    private sealed record WrongNumbers(TaskStream<string> Numbers) : IStreamSet<WrongNumbers>
    {
        public static WrongNumbers Create(TaskStreams streams) => new(streams.Open<string>("numbers"));
    }
}
