using Runnel.Storage;
using Runnel.Tests.Simulation;

namespace Runnel.Tests.Guarantees;

/// <summary>A reader costs a page and a share of the live tail, and holds nobody back; a task's own reader may come late.</summary>
public sealed class G07_Readers
{
    [Fact]
    public void ASlowSubscriber_HoldsNobodyBack() => SimulatedThread.Run(async thread =>
    {
        var host = await StartAsync(thread, new InMemoryRunStore(thread.Time), streams => WriteAsync(streams, 200));
        var run = await host.Client.TriggerAsync(new Question("?"));
        await using var slow = run.Reader();
        await slow.NextAsync();

        Assert.Equal(200, (await run.PartsAsync()).Texts().Count);

        Assert.Single(slow.Seen);
        Assert.Equal(200, (await slow.ToEndAsync()).Texts().Count);
    });

    [Fact]
    public void TheLiveTail_ForgetsWhatIsBeyondItsBytes() => SimulatedThread.Run(async thread =>
    {
        var host = await StartAsync(thread, new InMemoryRunStore(thread.Time), streams => WriteAsync(streams, 200));
        var run = await host.Client.TriggerAsync(new Question("?"));
        var tail = host.Log.Tail.Attach(run.Id);
        await run.WaitAsync();

        Assert.Null(tail.Next(after: 0, out var inStore));
        Assert.True(inStore);
        var kept = 0;
        for (var after = Sequence(await run.PartsAsync()) - 1; tail.Next(after, out _) is { } segment; after = segment.First - 2)
        {
            kept += segment.Bytes;
        }

        Assert.InRange(kept, low: 1, high: 1024);
        host.Log.Tail.Detach(run.Id, tail);
    });

    [Fact]
    public void AReader_TakesPagesOfBoundedBytes() => SimulatedThread.Run(async thread =>
    {
        var store = new StoreWrapper(new InMemoryRunStore(thread.Time));
        var host = await StartAsync(thread, store, streams => WriteAsync(streams, 200));
        var run = await host.Client.TriggerAsync(new Question("?"));
        await run.WaitAsync();
        var pages = new List<int>();
        store.AfterRead = (_, page) =>
        {
            pages.Add(page.Segments.Sum(segment => segment.Body.Bytes.Length));
            return Task.CompletedTask;
        };
        await run.PartsAsync();

        Assert.InRange(pages.Count, low: 20, high: 200);
        Assert.All(pages, bytes => Assert.InRange(bytes, low: 1, high: 1024));
    });

    [Fact]
    public void ATasksLateReader_ReadsFromTheBeginning_AndAgain() => SimulatedThread.Run(async thread =>
    {
        var readings = new List<List<string>>();
        var host = await StartAsync(thread, new InMemoryRunStore(thread.Time), async streams =>
        {
            var piped = streams.Text.Pipe(thread.Of([.. Enumerable.Range(0, 100).Select(number => $"{number} {new string('x', 100)}")]));
            await piped.Completion;
            await streams.Numbers.WriteAsync(1);
            readings.Add(await piped.ReadAllAsync());
            readings.Add(await piped.ReadAllAsync());
        });
        var parts = await (await host.Client.TriggerAsync(new Question("?"))).PartsAsync();

        Assert.Equal(100, parts.Texts().Count);
        Assert.Equal(2, readings.Count);
        Assert.All(readings, reading => Assert.Equal(parts.Texts(), reading));
    });

    [Fact]
    public void AReaderThatStopsEarly_DoesNotStopThePump() => SimulatedThread.Run(async thread =>
    {
        var host = await StartAsync(thread, new InMemoryRunStore(thread.Time), async streams =>
        {
            await foreach (var _ in streams.Text.Pipe(thread.Of([.. Enumerable.Range(0, 100).Select(number => $"{number}")])))
            {
                break;
            }
        });
        var parts = await (await host.Client.TriggerAsync(new Question("?"))).PartsAsync();

        Assert.Equal(100, parts.Texts().Count);
        Assert.Equal(StreamEndReason.Completed, parts.EndOf("text").Reason);
        Assert.Equal(RunStatus.Completed, parts.Last().Status);
    });

    private static long Sequence(List<TestPart> parts) => parts[^1].Cursor.Sequence;

    private static async Task WriteAsync(TestStreams streams, int count)
    {
        for (var number = 0; number < count; number++)
        {
            await streams.Text.WriteAsync(new string('x', 100));
            if (number % 3 == 0)
            {
                await streams.Text.FlushAsync();
            }
        }
    }

    private static Task<SimulatedHost> StartAsync(SimulatedThread thread, IRunStore store, Func<TestStreams, Task> body) =>
        SimulatedHost.StartAsync(
            thread,
            async (_, streams, _, _) =>
            {
                await body(streams);
                return Reply.Done;
            },
            store,
            runnel => runnel.Configure(options => (options.WindowBytes, options.LiveTailBytes, options.PageBytes) = (1024, 1024, 1024)));
}
