using Runnel.Log;
using Runnel.Tests.Simulation;

namespace Runnel.Tests.Guarantees;

/// <summary>An execution that has lost its run creates no children, and takes none from the one that has it.</summary>
public sealed class G09_LateExecution
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void OfTwoExecutionsThatRace_TheLateOneIsRefused_AndNoChildIsThereTwice(bool andWait) => SimulatedThread.Run(async thread =>
    {
        var late = new TaskCompletionSource();
        var refused = new List<Exception>();
        var family = new Family(thread, async (children, _, context, _) =>
        {
            await children.AskAsync("before");
            if (context.Attempt == 1)
            {
                await late.Task;
            }

            try
            {
                return new Reply(andWait ? await children.AskAsync("after") : (await children.TriggerAsync(new Question("after"))).Id);
            }
            catch (Exception exception) when (context.Attempt == 1)
            {
                refused.Add(exception);
                throw;
            }
        })
        { Configure = runnel => runnel.Configure(options => options.LeaseDuration = TimeSpan.FromSeconds(6)) };
        var cut = new ProcessConnection(thread, family.Store, errorsPerThousand: 0);
        await family.StartAsync(cut);
        var second = await family.StartAsync(configure: runnel => runnel.ClientOnly());
        var run = await second.Parents.TriggerAsync(new Question("?"));
        await thread.RestAsync();
        cut.Partition();
        await family.StartAsync();
        await run.WaitAsync();
        cut.Heal();
        late.SetResult();
        await thread.DelayAsync(TimeSpan.FromMinutes(1), default);

        Assert.Equal(2, (await second.ChildrenOfAsync(run.Id)).Count);
        Assert.Equal(["after", "before"], family.Begun.Order());
        Assert.True(Assert.Single(refused) is RunFencedException or OperationCanceledException, refused[0].ToString());
    });

    [Fact]
    public void OfAWorkerThatDoesNotKnowYet_TheCommitIsRefused_AndNoChildIsThere() => SimulatedThread.Run(async thread =>
    {
        var store = new StoreWrapper(new Runnel.Storage.InMemoryRunStore(thread.Time));
        var refused = new List<Exception>();
        var family = new Family(thread, async (children, _, _, _) =>
        {
            store.IsTakenAway = true;
            refused.Add(await Assert.ThrowsAsync<RunFencedException>(() => children.AskAsync("a")));
            refused.Add(await Assert.ThrowsAsync<RunFencedException>(() => children.TriggerAsync(new Question("b"))));
            refused.Add(await Assert.ThrowsAsync<RunFencedException>(() => children.BatchTriggerAsync([new(new Question("c"))])));
            throw refused[0];
        })
        { Store = store };
        var host = await family.StartAsync();
        var run = await host.Parents.TriggerAsync(new Question("?"));
        await thread.RestAsync();

        Assert.Equal(3, refused.Count);
        Assert.Empty(await host.ChildrenOfAsync(run.Id));
        Assert.DoesNotContain(EntryKind.ChildrenTriggered, await store.KindsAsync(run.Id));
    });

    [Fact]
    public void AfterAHostsStop_TheNextOneJoins_WhatWaitsAndWhatIsDone() => SimulatedThread.Run(async thread =>
    {
        var family = new Family(thread, async (children, _, _, _) =>
        {
            var done = await children.AskAsync("done");
            var answers = await Task.WhenAll(children.AskAsync("hold"), children.AskAsync("delayed", new() { Delay = TimeSpan.FromHours(1) }));
            await children.TriggerAsync(new Question("plain"));
            return new Reply(string.Join(", ", [done, .. answers]));
        });
        var first = await family.StartAsync();
        var run = await first.Parents.TriggerAsync(new Question("?"));
        await thread.RestAsync();
        await first.Host.StopAsync();
        Assert.Equal([RunStatus.Completed, RunStatus.Queued, RunStatus.Delayed], await first.InOrderOfTriggerAsync(run.Id));
        var second = await family.StartAsync();
        await thread.RestAsync();
        family.Release("hold");

        Assert.Equal("done, hold, delayed", (await second.Parents.WaitAsync(run.Id)).GetOutputOrThrow().Text);
        Assert.Equal(4, (await second.ChildrenOfAsync(run.Id)).Count);
        Assert.Equal(1, family.Begun.Count(text => text == "done"));
    });
}
