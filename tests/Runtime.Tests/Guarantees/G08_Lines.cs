using Runnel.Tests.Simulation;

namespace Runnel.Tests.Guarantees;

/// <summary>Runs that want to go on stand in line, each for a slot of its own lane, and leave it when they begin to wait again.</summary>
public sealed class G08_Lines
{
    [Fact]
    public void SeveralInOneLane_GoOnInTheOrderInWhichTheirWaitsEnded() => SimulatedThread.Run(async thread =>
    {
        var order = new List<string>();
        var family = new Family(thread, async (children, question, _, _) =>
        {
            await children.AskAsync(question.Text);
            order.Add(question.Text);
            return Reply.Done;
        })
        { ParentQueue = "one", Configure = runnel => runnel.AddQueue("one", 1) };
        var host = await family.StartAsync();
        foreach (var text in (string[])["hold 1", "hold 2", "hold 3", "hold 4"])
        {
            await host.Parents.TriggerAsync(new Question(text));
            await thread.RestAsync();
        }

        await host.Children.TriggerAsync(new Question("hold the slot"), new() { Queue = "one" });
        await thread.RestAsync();
        foreach (var text in (string[])["hold 3", "hold 1", "hold 4", "hold 2"])
        {
            family.Release(text);
            await thread.RestAsync();
        }

        Assert.Empty(order);
        family.Release("hold the slot");
        await thread.RestAsync();
        Assert.Equal(["hold 3", "hold 1", "hold 4", "hold 2"], order);
    });

    [Fact]
    public void AFreeSlot_ReachesTheRunOfItsLane() => SimulatedThread.Run(async thread =>
    {
        var order = new List<string>();
        var family = new Family(thread, async (children, question, _, _) =>
        {
            await children.AskAsync("hold");
            order.Add(question.Text);
            return Reply.Done;
        })
        { ParentQueue = "one", Configure = runnel => runnel.AddQueue("one", 1) };
        var host = await family.StartAsync();
        foreach (var lane in (string[])["a", "b", "c"])
        {
            await host.Parents.TriggerAsync(new Question(lane), new() { ConcurrencyKey = lane });
            await thread.RestAsync();
            await host.Children.TriggerAsync(new Question($"hold slot {lane}"), new() { Queue = "one", ConcurrencyKey = lane });
        }

        await thread.RestAsync();
        family.Release("hold");
        await thread.RestAsync();
        Assert.Empty(order);
        foreach (var lane in (string[])["b", "c", "a"])
        {
            family.Release($"hold slot {lane}");
            await thread.RestAsync();
        }

        Assert.Equal(["b", "c", "a"], order);
    });

    [Fact]
    public void AWaitThatBeginsInLine_LeavesIt_AndWhatWasThereIsDeliveredWithoutASlot() => SimulatedThread.Run(async thread =>
    {
        var events = new List<string>();
        var goes = new TaskCompletionSource();
        FamilyHost? host = null;
        var family = new Family(thread, async (children, question, context, _) =>
        {
            async Task FirstAsync()
            {
                await children.AskAsync("hold a");
                events.Add($"a, {(await host!.Store.GetAsync(context.RunId, default))!.Status}");
            }

            async Task SecondAsync()
            {
                await goes.Task;
                await children.AskAsync("hold b");
                events.Add($"b, {(await host!.Store.GetAsync(context.RunId, default))!.Status}");
            }

            await Task.WhenAll(FirstAsync(), SecondAsync());
            return Reply.Done;
        })
        { ParentQueue = "one", Configure = runnel => runnel.AddQueue("one", 1) };
        host = await family.StartAsync();
        var run = await host.Parents.TriggerAsync(new Question("?"));
        await thread.RestAsync();
        await host.Children.TriggerAsync(new Question("hold slot 1"), new() { Queue = "one" });
        await thread.RestAsync();
        await host.Children.TriggerAsync(new Question("hold slot 2"), new() { Queue = "one" });
        family.Release("hold a");
        await thread.RestAsync();
        Assert.Empty(events);

        // Out of the line: the next slot is the one's that is to begin.
        goes.SetResult();
        await thread.RestAsync();
        Assert.Equal(["a, Waiting"], events);
        family.Release("hold slot 1");
        await thread.RestAsync();
        Assert.Contains("hold slot 2", family.Begun);
        family.Release("hold b");
        await thread.RestAsync();
        Assert.Single(events);
        family.Release("hold slot 2");

        Assert.True((await run.WaitAsync()).IsSuccess);
        Assert.Equal(["a, Waiting", "b, Executing"], events);
    });

    [Fact]
    public void TheFirstOfSeveral_GoesOnWithoutASlot_AndTheOthersAreCanceledWithTheRun() => SimulatedThread.Run(async thread =>
    {
        var family = new Family(thread, async (children, _, _, _) =>
        {
            var first = await Task.WhenAny(children.AskAsync("hold"), children.AskAsync("quick"), children.AskAsync("hold too"));
            return new Reply(await first + ", " + await children.AskAsync("another"));
        })
        { ParentQueue = "one", ChildQueue = "one", Configure = runnel => runnel.AddQueue("one", 3).Configure(options => options.MaxConcurrentRuns = 3) };
        var host = await family.StartAsync();
        var run = await host.Parents.TriggerAsync(new Question("?"));

        Assert.Equal("quick, another", (await run.WaitAsync()).GetOutputOrThrow().Text);
        await thread.RestAsync();
        Assert.Equal([RunStatus.Canceled, RunStatus.Completed, RunStatus.Canceled, RunStatus.Completed], await host.InOrderOfTriggerAsync(run.Id));
        Assert.Equal(0, Assert.Single(await host.Store.ListQueuesAsync(default)).Executing);
    });

    [Fact]
    public void AParentInQuarantine_ThatWaitsForAChildInQuarantine_Completes() => SimulatedThread.Run(async thread =>
    {
        var processes = new List<ProcessConnection>();
        FamilyHost? host = null;
        Family? family = null;
        family = new Family(thread, async (_, question, context, _) =>
        {
            // The parent dies with its first two executions, its child with its own first two: from then on both are executed one at a time.
            if (context.Attempt <= 2)
            {
                processes[^1].Die();
                await StartAsync();
                await new TaskCompletionSource().Task;
            }

            return question.Text == "child" ? new Reply("alive") : (await host!.Parents.TriggerAndWaitAsync(new Question("child"))).Output!;
        });
        var elsewhere = await family.StartAsync(configure: runnel => runnel.ClientOnly());
        await StartAsync();

        Assert.Equal("alive", (await elsewhere.Parents.TriggerAndWaitAsync(new Question("parent"))).GetOutputOrThrow().Text);
        Assert.Equal(5, processes.Count);

        async Task StartAsync()
        {
            processes.Add(new ProcessConnection(thread, family!.Store, errorsPerThousand: 0));
            host = await family.StartAsync(
                processes[^1], runnel => runnel.Configure(options => (options.LeaseDuration, options.MaxConcurrentRuns) = (TimeSpan.FromSeconds(6), 1)), executesChildren: false);
        }
    });
}
