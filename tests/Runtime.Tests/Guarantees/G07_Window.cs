using Runnel.Storage;
using Runnel.Tests.Simulation;

namespace Runnel.Tests.Guarantees;

/// <summary>What is accepted and not yet durable is bounded in bytes: beyond it, sources and writers wait for commits.</summary>
public sealed class G07_Window
{
    private const int Window = 4096;
    private const int ChunkBytes = 100;

    [Fact]
    public void APump_StallsWhenCommitsLag() => SimulatedThread.Run(async thread =>
    {
        var (store, well) = Lagging(thread);
        var yielded = 0;
        var host = await StartAsync(thread, store, async streams => await streams.Text.Pipe(SourceAsync()).Completion);
        var run = await host.Client.TriggerAsync(new Question("?"));
        await thread.RestAsync();

        // What the window holds, and the chunk that the pump has in its hand.
        Assert.InRange(yielded, low: 10, high: Window / ChunkBytes + 1);
        well.SetResult();
        Assert.Equal(500, (await run.PartsAsync()).Texts().Count);

        async IAsyncEnumerable<string> SourceAsync()
        {
            for (; yielded < 500; await Task.CompletedTask)
            {
                yielded++;
                yield return new string('x', ChunkBytes);
            }
        }
    });

    [Fact]
    public void WriteAsync_CompletesWhenAccepted_AndWaitsWhenTheWindowIsFull() => SimulatedThread.Run(async thread =>
    {
        var (store, well) = Lagging(thread);
        var written = 0;
        var host = await StartAsync(thread, store, async streams =>
        {
            for (; written < 500; written++)
            {
                await streams.Text.WriteAsync(new string('x', ChunkBytes));
            }
        });
        var run = await host.Client.TriggerAsync(new Question("?"));
        await thread.RestAsync();

        Assert.InRange(written, low: 10, high: Window / ChunkBytes);
        well.SetResult();
        Assert.Equal(500, (await run.PartsAsync()).Texts().Count);
    });

    [Fact]
    public void ARunsWindow_IsItsOwn() => SimulatedThread.Run(async thread =>
    {
        var (store, well) = Lagging(thread);
        var written = new Dictionary<string, int>();
        var bothRun = new SimulatedGate();
        var host = await SimulatedHost.StartAsync(thread, async (question, streams, _, _) =>
        {
            await bothRun.PassAsync();
            for (written[question.Text] = 0; written[question.Text] < 100; written[question.Text]++)
            {
                await streams.Text.WriteAsync(new string('x', ChunkBytes));
            }

            return Reply.Done;
        }, store, runnel => runnel.Configure(options => options.WindowBytes = Window));
        var one = await host.Client.TriggerAsync(new Question("one"));
        var two = await host.Client.TriggerAsync(new Question("two"));
        await thread.RestAsync();
        bothRun.Open();
        await thread.RestAsync();

        Assert.Equal(2, written.Count);
        Assert.All(written.Values, count => Assert.InRange(count, low: 10, high: Window / ChunkBytes));
        well.SetResult();
        Assert.True((await one.WaitAsync()).IsSuccess);
        Assert.True((await two.WaitAsync()).IsSuccess);
    });

    [Fact]
    public void FlushAsync_CompletesWhenDurable() => SimulatedThread.Run(async thread =>
    {
        var (store, well) = Lagging(thread);
        var (isWritten, isFlushed) = (false, false);
        var host = await StartAsync(thread, store, async streams =>
        {
            await streams.Text.WriteAsync("chunk");
            isWritten = true;
            await streams.Text.FlushAsync();
            isFlushed = true;
        });
        var run = await host.Client.TriggerAsync(new Question("?"));
        await thread.RestAsync();

        Assert.True(isWritten);
        Assert.False(isFlushed);
        well.SetResult();
        await run.WaitAsync();
        Assert.True(isFlushed);
    });

    [Fact]
    public void AWriterThatGivesUpWaiting_HasNotWritten() => SimulatedThread.Run(async thread =>
    {
        var (store, well) = Lagging(thread);
        using var giveUp = new CancellationTokenSource();
        var host = await StartAsync(thread, store, async streams =>
        {
            await streams.Text.WriteAsync(new string('x', Window));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await streams.Text.WriteAsync("given up", giveUp.Token));
        });
        var run = await host.Client.TriggerAsync(new Question("?"));
        await thread.RestAsync();
        giveUp.Cancel();
        await thread.RestAsync();
        well.SetResult();

        Assert.Equal([new string('x', Window)], (await run.PartsAsync()).Texts());
    });

    private static (StoreWrapper Store, TaskCompletionSource Well) Lagging(SimulatedThread thread)
    {
        var well = new TaskCompletionSource();
        return (new StoreWrapper(new InMemoryRunStore(thread.Time)) { HoldChunksUntil = well.Task }, well);
    }

    private static Task<SimulatedHost> StartAsync(SimulatedThread thread, StoreWrapper store, Func<TestStreams, Task> body) =>
        SimulatedHost.StartAsync(
            thread,
            async (_, streams, _, _) =>
            {
                await body(streams);
                return Reply.Done;
            },
            store,
            runnel => runnel.Configure(options => options.WindowBytes = Window));
}
