namespace Runnel.Tests.Simulation;

/// <summary>Everything at once, in many orders: tasks, retries, cancels, hosts that stop, a store that loses answers, readers that come and go.</summary>
public sealed class SimulationTests
{
    private const int MaxAttempts = 3;

    // Equal bounds leave no room for jitter, which does not come from the seed.
    private static readonly RetryPolicy Retry = new() { MaxAttempts = MaxAttempts, MinDelay = TimeSpan.FromSeconds(1), MaxDelay = TimeSpan.FromSeconds(1) };

    [Fact]
    public void InEveryOrder_TheGuaranteesHold() => SimulatedThread.ForEachSeed(500, async thread =>
    {
        var store = RandomStore.Create(thread);
        var tasks = new RandomTask(thread);
        var hosts = new List<SimulatedHost>();
        for (var number = 1 + thread.Random.Next(2); number > 0; number--)
        {
            hosts.Add(await SimulatedHost.StartAsync(thread, new TestTask(tasks.RunAsync, retry: Retry), store, Tiny));
        }

        var runs = new List<RunHandle<Reply, TestPart>>();
        var readers = new List<RandomReader>();
        var readings = new List<Task<List<TestPart>>>();
        var others = new List<Task>();
        for (var number = 1 + thread.Random.Next(4); number > 0; number--)
        {
            var run = await hosts[0].Client.TriggerAsync(new Question("?"));
            runs.Add(run);
            readers.AddRange(Enumerable.Range(0, thread.Random.Next(4)).Select(_ => new RandomReader(thread, hosts, run.Id)));
            others.Add(MaybeCancelAsync(thread, run));
        }

        readings.AddRange(readers.Select(reader => reader.ReadAsync()));
        others.Add(hosts.Count > 1 ? MaybeStopAsync(thread, hosts[1]) : Task.CompletedTask);
        foreach (var task in others)
        {
            await task;
        }

        foreach (var run in runs)
        {
            await CheckAsync(store, tasks, run);
        }

        for (var index = 0; index < readers.Count; index++)
        {
            var replay = await hosts[0].Client.SubscribeAsync(readers[index].RunId).ReadAllAsync();
            Assert.Equal(replay.Lines(), (await readings[index]).Lines());
        }

        await hosts[0].StopAsync();
        Assert.All(hosts, host => Assert.Equal(0, host.Log.Tail.Count));
    });

    private static void Tiny(RunnelBuilder runnel) => runnel.Configure(options =>
        (options.WindowBytes, options.LiveTailBytes, options.PageBytes, options.MaxConcurrentRuns) = (1024, 1024, 1024, 2));

    private static async Task MaybeCancelAsync(SimulatedThread thread, RunHandle<Reply, TestPart> run)
    {
        if (thread.Random.Next(3) == 0)
        {
            await thread.PausesAsync(200);
            await run.CancelAsync();
        }
    }

    private static async Task MaybeStopAsync(SimulatedThread thread, SimulatedHost host)
    {
        if (thread.Random.Next(2) == 0)
        {
            await thread.PausesAsync(200);
            await host.StopAsync();
        }
    }

    private static async Task CheckAsync(StoreWrapper store, RandomTask tasks, RunHandle<Reply, TestPart> run)
    {
        var result = await run.WaitAsync();
        var replay = await run.PartsAsync();
        LogRules.Check(await store.EntriesAsync(run.Id), MaxAttempts);
        Assert.Equal(result.Status, replay.Last().Status);
        foreach (var attempt in replay.Where(part => part is TestPart.Text or TestPart.Numbers).GroupBy(part => part.Attempt))
        {
            Assert.All(attempt.Texts().Index(), text => Assert.StartsWith($"{attempt.Key}.{text.Index} ", text.Item));
            Assert.All(attempt.Numbers().Index(), number => Assert.Equal((attempt.Key * 1000) + number.Index, number.Item));
        }

        if (result.Output is { } output)
        {
            var attempt = int.Parse(output.Text, System.Globalization.CultureInfo.InvariantCulture);
            var last = replay.Where(part => part.Attempt == attempt).ToList();
            Assert.Equal(tasks.Returned[(run.Id, attempt)].Numbers, last.Numbers().Count);
            if (last.EndOfOrNull("text") is { Reason: StreamEndReason.Completed })
            {
                Assert.Equal(tasks.Returned[(run.Id, attempt)].Texts, last.Texts().Count);
            }
        }
    }
}
