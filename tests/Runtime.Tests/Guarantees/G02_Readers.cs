using Runnel.Tests.Simulation;

namespace Runnel.Tests.Guarantees;

/// <summary>Whenever a reader comes and however slow it is, it reads the same log.</summary>
public sealed class G02_Readers
{
    private static readonly Action<RunnelBuilder> Tiny = runnel => runnel.Configure(options =>
        (options.WindowBytes, options.LiveTailBytes, options.PageBytes) = (1024, 1024, 1024));

    [Fact]
    public void ReadersThatJoinLate_SeeEverything() => SimulatedThread.Run(async thread =>
    {
        var feed = new SimulatedFeed<string>();
        var host = await SimulatedHost.StartAsync(thread, async (_, streams, _, _) =>
        {
            await streams.Text.Pipe(feed).Completion;
            return Reply.Done;
        });
        var run = await host.Client.TriggerAsync(new Question("?"));
        var readers = new List<Task<List<TestPart>>>();
        for (var number = 0; number < 10; number++)
        {
            readers.Add(run.PartsAsync());
            feed.Next($"{number}");
            await thread.PausesAsync(20);
        }

        feed.End();
        var replay = await AfterTheEndAsync(run);
        Assert.Equal(10, replay.Texts().Count);
        foreach (var reader in readers)
        {
            Assert.Equal(replay.Lines(), (await reader).Lines());
        }
    });

    [Fact]
    public void AReaderThatFallsBehindTheLiveTail_MissesNothing() => SimulatedThread.Run(async thread =>
    {
        var host = await SimulatedHost.StartAsync(thread, (_, streams, _, _) => WriteAsync(streams, 300), configure: Tiny);
        var run = await host.Client.TriggerAsync(new Question("?"));
        await using var slow = run.Reader();
        await slow.UntilAsync<TestPart.Numbers>(part => part.Chunk == 7);

        Assert.True((await run.WaitAsync()).IsSuccess);

        Assert.Equal(Enumerable.Range(0, 300), (await slow.ToEndAsync()).Numbers());
        Assert.Equal((await run.PartsAsync()).Lines(), slow.Seen.Lines());
    });

    [Fact]
    public void AHostThatOnlyReads_SeesWhatAnotherHostWrites() => SimulatedThread.Run(async thread =>
    {
        var store = new Storage.InMemoryRunStore(thread.Time);
        TestBody body = (_, streams, _, _) => WriteAsync(streams, 50);
        var reading = await SimulatedHost.StartAsync(thread, body, store, runnel => Tiny(runnel.ClientOnly()));
        var run = await reading.Client.TriggerAsync(new Question("?"));
        var early = run.PartsAsync();
        var writing = await SimulatedHost.StartAsync(thread, body, store);
        await thread.PausesAsync(30);
        var late = run.PartsAsync();

        var replay = await AfterTheEndAsync(run);
        Assert.Equal(Enumerable.Range(0, 50), replay.Numbers());
        Assert.Equal(replay.Lines(), (await early).Lines());
        Assert.Equal(replay.Lines(), (await late).Lines());
    });

    private static async Task<Reply> WriteAsync(TestStreams streams, int count)
    {
        for (var number = 0; number < count; number++)
        {
            await streams.Numbers.WriteAsync(number);
            await streams.Text.WriteAsync(new string('x', 100));
            if (number % 10 == 0)
            {
                await streams.Numbers.FlushAsync();
            }
        }

        return Reply.Done;
    }

    private static async Task<List<TestPart>> AfterTheEndAsync(RunHandle<Reply, TestPart> run)
    {
        await run.WaitAsync();
        return await run.PartsAsync();
    }
}
