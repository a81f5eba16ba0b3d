using Runnel.Log;
using Runnel.Storage;
using Runnel.Tests.Simulation;

namespace Runnel.Tests.Guarantees;

/// <summary>However a wait ends, the worker has as many places afterwards as before, and the queue as many slots.</summary>
public sealed class G08_Places
{
    public enum End
    {
        Result,
        OwnToken,
        Cancel,
        CancelInLineForASlot,
        CancelInLineForAPlace,
        Abort,
        FencedAsItGoesOn,
    }

    [Fact]
    public void AWaitThatBeginsInLineForAPlace_GivesBackTheOneThatComes() => SimulatedThread.Run(async thread =>
    {
        var goes = new TaskCompletionSource();
        var family = new Family(thread, async (children, _, context, _) =>
        {
            async Task AnotherAsync()
            {
                await goes.Task;
                await children.AskAsync("hold");
            }

            await Task.WhenAll(context.DelayAsync(TimeSpan.FromMinutes(1)), AnotherAsync());
            return Reply.Done;
        })
        { Configure = runnel => runnel.Configure(options => options.MaxConcurrentRuns = 2) };
        var host = await family.StartAsync();
        var run = await host.Parents.TriggerAsync(new Question("?"));
        await thread.RestAsync();
        await host.Children.TriggerAsync(new Question("hold the place"));
        await host.Children.TriggerAsync(new Question("hold the place"));
        await thread.DelayAsync(TimeSpan.FromMinutes(2), default);
        Assert.Equal(RunStatus.Executing, (await host.Parents.GetAsync(run.Id))!.Status);
        goes.SetResult();
        await thread.RestAsync();
        Assert.Equal(RunStatus.Waiting, (await host.Parents.GetAsync(run.Id))!.Status);
        family.Release("hold the place");
        await thread.RestAsync();
        family.Release("hold");
        Assert.True((await run.WaitAsync()).IsSuccess);
        await thread.RestAsync();

        family.Begun.Clear();
        for (var number = 0; number < 5; number++)
        {
            await host.Children.TriggerAsync(new Question($"hold probe {number}"));
        }

        await thread.RestAsync();
        Assert.Equal(2, family.Begun.Count);
    });

    [Theory]
    [InlineData(End.Result)]
    [InlineData(End.OwnToken)]
    [InlineData(End.Cancel)]
    [InlineData(End.CancelInLineForASlot)]
    [InlineData(End.CancelInLineForAPlace)]
    [InlineData(End.Abort)]
    [InlineData(End.FencedAsItGoesOn)]
    public void NoneIsLeaked_AndNoneIsDoubled(End end) => SimulatedThread.Run(async thread =>
    {
        var store = new StoreWrapper(new InMemoryRunStore(thread.Time));
        using var giveUp = new CancellationTokenSource();
        var family = new Family(thread, async (children, _, context, _) =>
        {
            try
            {
                await Task.WhenAll(
                    end is End.CancelInLineForASlot or End.CancelInLineForAPlace ? context.DelayAsync(TimeSpan.FromMinutes(1)) : children.AskAsync("hold", cancellationToken: giveUp.Token),
                    children.AskAsync("done"));
            }
            catch (OperationCanceledException) when (end == End.OwnToken)
            {
            }

            return end == End.Abort ? throw new AbortRunException("asked to") : Reply.Done;
        })
        { Store = store, ParentQueue = "two", Configure = runnel => runnel.AddQueue("two", 2).Configure(options => options.MaxConcurrentRuns = 2) };
        var host = await family.StartAsync();
        var run = await host.Parents.TriggerAsync(new Question("?"));
        await thread.RestAsync();
        await EndAsync(thread, family, host, run, end, store, giveUp);
        Assert.True((await run.WaitAsync()).Status.IsTerminal);
        family.Release("hold");
        family.Release("hold the place");
        await thread.RestAsync();
        Assert.Empty(await host.Runnel.ListAsync(new RunQuery { Status = RunStatus.Executing }));
        Assert.Equal(0, Assert.Single(await store.ListQueuesAsync(default)).Executing);

        family.Begun.Clear();
        for (var number = 0; number < 5; number++)
        {
            await host.Children.TriggerAsync(new Question($"hold probe {number}"), new() { Queue = "two" });
        }

        await thread.RestAsync();
        Assert.Equal(2, family.Begun.Count);
        Assert.Equal(2, Assert.Single(await store.ListQueuesAsync(default)).Executing);
    });

    private static async Task EndAsync(
        SimulatedThread thread, Family family, FamilyHost host, RunHandle<Reply, TestPart> run, End end, StoreWrapper store, CancellationTokenSource giveUp)
    {
        switch (end)
        {
            case End.Result or End.Abort:
                family.Release("hold");
                break;
            case End.OwnToken:
                giveUp.Cancel();
                break;
            case End.Cancel:
                await run.CancelAsync();
                break;
            case End.CancelInLineForASlot or End.CancelInLineForAPlace:
                var queue = end == End.CancelInLineForASlot ? "two" : null;
                await host.Children.TriggerAsync(new Question("hold the place"), new() { Queue = queue });
                await host.Children.TriggerAsync(new Question("hold the place"), new() { Queue = queue });
                await thread.DelayAsync(TimeSpan.FromMinutes(2), default);
                Assert.Equal(end == End.CancelInLineForASlot ? RunStatus.Waiting : RunStatus.Executing, (await host.Parents.GetAsync(run.Id))!.Status);
                await run.CancelAsync();
                await thread.RestAsync();
                break;
            case End.FencedAsItGoesOn:
                store.BeforeCommit = appends =>
                {
                    store.IsTakenAway = appends.Any(append => append.RunId == run.Id && append.Change?.Status == RunStatus.Executing);
                    return Task.CompletedTask;
                };
                family.Release("hold");
                await thread.RestAsync();
                Assert.DoesNotContain(EntryKind.Resumed, await store.KindsAsync(run.Id));
                store.BeforeCommit = _ => Task.CompletedTask;
                store.IsTakenAway = false;
                break;
        }
    }
}
