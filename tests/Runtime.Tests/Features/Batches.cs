using Runnel.Log;
using Runnel.Storage;
using Runnel.Tests.Simulation;

namespace Runnel.Tests.Features;

/// <summary>Runs that are triggered together.</summary>
public sealed class Batches
{
    [Fact]
    public void AThousand_AreOneCommit() => SimulatedThread.ForEachSeed(2, async thread =>
    {
        var store = new StoreWrapper(new InMemoryRunStore(thread.Time));
        var family = new Family(thread, (_, _, _, _) => Task.FromResult(Reply.Done)) { Store = store };
        await family.StartAsync(configure: runnel => runnel.AddQueue("elsewhere", 1).ClientOnly());
        var host = await family.StartAsync(configure: runnel => runnel.ClientOnly());
        await store.DeclareAsync([new("elsewhere", 1)], new Dictionary<string, string?>(), default);
        var lists = store.QueueLists;

        var batch = await host.Children.BatchTriggerAsync(Thousand(new() { Queue = "elsewhere" }));

        Assert.Equal((1000, 1, 0), (batch.Runs.Select(run => run.Id).Distinct().Count(), store.Creates, store.Appends));
        Assert.Equal(1, store.QueueLists - lists);
        Assert.Equal(1000, (await host.Runnel.ListAsync(new RunQuery { BatchId = batch.Id, Limit = 1000 })).Count);
    });

    [Fact]
    public void AThousand_WithinATask_AreOneCommitOfItsRun() => SimulatedThread.ForEachSeed(2, async thread =>
    {
        var store = new StoreWrapper(new InMemoryRunStore(thread.Time));
        var family = new Family(thread, async (children, _, _, _) =>
        {
            var results = await children.BatchTriggerAndWaitAsync(Thousand(options: null));
            return new Reply(string.Join(' ', results.Select(result => result.GetOutputOrThrow().Text).Distinct().Count()));
        })
        { Store = store };
        var host = await family.StartAsync();
        var run = await host.Parents.TriggerAsync(new Question("?"));

        Assert.Equal("1000", (await run.WaitAsync()).GetOutputOrThrow().Text);
        Assert.Equal(1, store.Creates);
        var commit = Assert.Single(await store.CommitsAsync(run.Id), commit => commit.Any(entry => entry.Kind == EntryKind.ChildrenTriggered));
        Assert.Equal([EntryKind.ChildrenTriggered, EntryKind.Waiting], commit.Select(entry => entry.Kind));
    });

    [Fact]
    public void ItsRuns_AreWaitedForInTheirOrder_AndFollowedAsTheyCome() => SimulatedThread.Run(async thread =>
    {
        var host = await SimulatedHost.StartAsync(thread, async (question, streams, _, _) =>
        {
            for (var number = 0; number < question.Times; number++)
            {
                await streams.Numbers.WriteAsync(number);
                await thread.PausesAsync(3);
            }

            return question.Times == 2 ? throw new AbortRunException("two") : new Reply(question.Text);
        });
        var batch = await host.Client.BatchTriggerAsync([new(new Question("a", 3)), new(new Question("b", 2)), new(new Question("c", 5), new() { Delay = TimeSpan.FromMinutes(1) })]);

        var parts = await batch.SubscribeAsync(Within.TheLimit).ReadAllAsync();
        var results = await batch.WaitAsync();

        Assert.Equal(["a", null, "c"], results.Select(result => result.Output?.Text));
        Assert.Equal(batch.Runs.Select(run => run.Id), results.Select(result => result.RunId));
        foreach (var (run, count) in batch.Runs.Zip([3, 2, 5]))
        {
            var own = parts.Where(part => part.Cursor.RunId == run.Id).ToList();
            Assert.Equal((await run.PartsAsync()).Lines(), own.Lines());
            Assert.Equal(Enumerable.Range(0, count), own.Numbers());
        }
    });

    [Fact]
    public void EndingTheEnumeration_EndsItsReaders_AndNoRun() => SimulatedThread.Run(async thread =>
    {
        var family = new Family(thread, (_, _, _, _) => Task.FromResult(Reply.Done));
        var host = await family.StartAsync();
        var batch = await host.Children.BatchTriggerAsync([new(new Question("hold")), new(new Question("hold"))]);
        await foreach (var _ in batch.SubscribeAsync())
        {
            break;
        }

        using var giveUp = new CancellationTokenSource();
        var waits = batch.WaitAsync(giveUp.Token);
        giveUp.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waits);
        family.Release("hold");
        Assert.All(await batch.WaitAsync(), result => Assert.True(result.IsSuccess));
    });

    private static IEnumerable<BatchItem<Question>> Thousand(TriggerOptions? options) =>
        Enumerable.Range(0, 1000).Select(number => new BatchItem<Question>(new Question($"{number}"), options));
}
