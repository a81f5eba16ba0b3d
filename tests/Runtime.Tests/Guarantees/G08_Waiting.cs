using Runnel.Storage;
using Runnel.Tests.Simulation;

namespace Runnel.Tests.Guarantees;

/// <summary>A run that waits holds neither a slot of its queue nor a place of its worker.</summary>
public sealed class G08_Waiting
{
    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    public void WithOneSlotAndOnePlace_AParentThatWaitsForTwoAtOnce_TenLevelsDeep_Completes(int levels) => SimulatedThread.Run(async thread =>
    {
        var tree = new WaitingTree();
        var host = await SimulatedHost.StartAsync(
            thread, tree.Task, configure: runnel => runnel.AddQueue("one", 1).Configure(options => options.MaxConcurrentRuns = 1));
        tree.Client = host.Client;

        var run = await host.Client.TriggerAsync(new Question("root", levels));

        // A binary tree of ten levels would have a thousand runs; every second child is a leaf.
        Assert.Equal($"{(2 * levels) + 1}", (await run.WaitAsync()).GetOutputOrThrow().Text);
        Assert.Equal(1, tree.MostAtOnce);
    });

    [Fact]
    public void WaitingOnTheHandleOfARun_IsWaiting_AlsoInItsOwnQueue() => SimulatedThread.Run(async thread =>
    {
        TestTask.Client? own = null;
        var task = new TestTask(
            async (question, _, _, _) =>
            {
                if (question.Times == 0)
                {
                    return Reply.Done;
                }

                var run = await own!.TriggerAsync(new Question("below", question.Times - 1));
                return (await run.WaitAsync()).GetOutputOrThrow();
            },
            queue: "one");
        var host = await SimulatedHost.StartAsync(thread, task, configure: runnel => runnel.AddQueue("one", 1).Configure(options => options.MaxConcurrentRuns = 1));
        own = host.Client;

        Assert.True((await (await host.Client.TriggerAsync(new Question("root", 3))).WaitAsync()).IsSuccess);
    });

    [Fact]
    public void TheStatus_IsWaitingMeanwhile_AndExecutingAfterwards() => SimulatedThread.Run(async thread =>
    {
        TestTask.Client? children = null;
        var child = new TestTask((question, _, _, _) => Task.FromResult(new Reply(question.Text)), "child");
        var host = await SimulatedHost.StartAsync(
            thread,
            new TestTask(async (_, _, _, _) => (await children!.TriggerAndWaitAsync(new Question("?"))).GetOutputOrThrow()),
            others: child);
        children = host.ClientOf(child);

        var statuses = new List<RunStatus>();
        await foreach (var part in host.Client.TriggerAndSubscribeAsync(new Question("?")))
        {
            statuses.Add(Assert.IsType<TestPart.Run>(part).Snapshot.Status);
        }

        Assert.Equal([RunStatus.Queued, RunStatus.Executing, RunStatus.Waiting, RunStatus.Executing, RunStatus.Executing, RunStatus.Completed], statuses);
    });

    [Fact]
    public void AResultThatComesWhileOthersArePending_IsDeliveredWithoutASlot_AndTheLastOneTakesItFirst() => SimulatedThread.Run(async thread =>
    {
        var events = new List<string>();
        var slow = new TaskCompletionSource();
        TestTask.Client? children = null;
        var child = new TestTask(
            async (question, _, _, _) =>
            {
                if (question.Text == "slow")
                {
                    await slow.Task;
                }

                return new Reply(question.Text);
            },
            "child");
        var store = new InMemoryRunStore(thread.Time);
        var other = new TestTask((_, _, _, _) =>
        {
            events.Add("other");
            return Task.FromResult(Reply.Done);
        }, "other", queue: "one");
        var host = await SimulatedHost.StartAsync(
            thread,
            new TestTask(
                async (_, _, context, _) =>
                {
                    async Task WaitAsync(string text)
                    {
                        await children!.TriggerAndWaitAsync(new Question(text));
                        var head = await store.GetAsync(context.RunId, default);
                        events.Add($"{text}, {head!.Status}");
                    }

                    await Task.WhenAll(WaitAsync("fast"), WaitAsync("slow"));
                    return Reply.Done;
                },
                queue: "one"),
            store,
            runnel => runnel.AddQueue("one", 1),
            child,
            other);
        children = host.ClientOf(child);
        var run = await host.Client.TriggerAsync(new Question("?"));
        await thread.RestAsync();
        Assert.Equal(["fast, Waiting"], events);

        // A run that begins meanwhile has the slot; the one that waits for it comes next.
        await host.ClientOf(other).TriggerAsync(new Question("?"));
        await thread.RestAsync();
        slow.SetResult();

        await run.WaitAsync();
        Assert.Equal(["fast, Waiting", "other", "slow, Executing"], events);
    });

    [Fact]
    public void OneThatGoesOn_ComesBeforeOnesThatBegin() => SimulatedThread.Run(async thread =>
    {
        var order = new List<string>();
        var (goes, holds) = (new TaskCompletionSource(), new TaskCompletionSource());
        TestTask.Client? children = null;
        var child = new TestTask(async (_, _, _, _) =>
        {
            await goes.Task;
            return Reply.Done;
        }, "child");
        var other = new TestTask(async (question, _, _, _) =>
        {
            order.Add(question.Text);
            await (question.Text == "holder" ? holds.Task : Task.CompletedTask);
            return Reply.Done;
        }, "other", queue: "one");
        var host = await SimulatedHost.StartAsync(
            thread,
            new TestTask(
                async (_, _, _, _) =>
                {
                    await children!.TriggerAndWaitAsync(new Question("?"));
                    order.Add("waited");
                    return Reply.Done;
                },
                queue: "one"),
            configure: runnel => runnel.AddQueue("one", 1),
            others: [child, other]);
        children = host.ClientOf(child);
        var run = await host.Client.TriggerAsync(new Question("?"));
        await thread.RestAsync();
        foreach (var text in (string[])["holder", "first", "second"])
        {
            await host.ClientOf(other).TriggerAsync(new Question(text));
        }

        await thread.RestAsync();
        goes.SetResult();
        await thread.RestAsync();
        Assert.Equal(["holder"], order);
        holds.SetResult();

        await run.WaitAsync();
        await thread.RestAsync();
        Assert.Equal(["holder", "waited", "first", "second"], order);
    });

    private sealed class WaitingTree
    {
        private int now;

        public WaitingTree() => Task = new TestTask(RunAsync, queue: "one");

        public TestTask Task { get; }

        public TestTask.Client? Client { get; set; }

        public int MostAtOnce { get; private set; }

        private async Task<Reply> RunAsync(Question question, TestStreams streams, TaskContext context, CancellationToken cancellationToken)
        {
            MostAtOnce = Math.Max(MostAtOnce, ++now);
            var runs = 1;
            if (question.Times > 0)
            {
                now--;
                var results = await System.Threading.Tasks.Task.WhenAll(
                    Client!.TriggerAndWaitAsync(new Question("left", question.Times - 1), cancellationToken: cancellationToken),
                    Client!.TriggerAndWaitAsync(new Question("right", 0), cancellationToken: cancellationToken));
                MostAtOnce = Math.Max(MostAtOnce, ++now);
                runs += results.Sum(result => int.Parse(result.GetOutputOrThrow().Text, System.Globalization.CultureInfo.InvariantCulture));
            }

            now--;
            return new Reply($"{runs}");
        }
    }
}
