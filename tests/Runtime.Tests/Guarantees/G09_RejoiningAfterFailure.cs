using Runnel.Log;
using Runnel.Storage;
using Runnel.Tests.Simulation;

namespace Runnel.Tests.Guarantees;

/// <summary>An attempt that follows a failed one joins the children of the earlier one that are live or have completed, and makes the others anew.</summary>
public sealed class G09_RejoiningAfterFailure
{
    [Fact]
    public void AChildThatCompleted_IsNotRunAgain() => SimulatedThread.Run(async thread =>
    {
        var family = new Family(thread, async (children, _, context, _) =>
        {
            var text = await children.AskAsync("work");
            return context.Attempt < 3 ? throw new InvalidOperationException("again") : new Reply(text);
        });
        var host = await family.StartAsync();
        var run = await host.Parents.TriggerAsync(new Question("?"));

        Assert.Equal("work", (await run.WaitAsync()).GetOutputOrThrow().Text);
        Assert.Equal(["work"], family.Begun);
        Assert.Single(await host.ChildrenOfAsync(run.Id));
    });

    [Fact]
    public void AChildThatLives_IsJoined_AndGoesOnWhileItsParentIsDelayed() => SimulatedThread.Run(async thread =>
    {
        var family = new Family(thread, async (children, _, context, _) =>
        {
            var asked = children.AskAsync("hold");
            if (context.Attempt == 1)
            {
                await thread.DelayAsync(TimeSpan.FromSeconds(1), CancellationToken.None);
                throw new InvalidOperationException("again");
            }

            return new Reply(await asked);
        });
        var host = await family.StartAsync();
        var run = await host.Parents.TriggerAsync(new Question("?"));
        await using var reader = run.Reader();
        await reader.UntilAsync<TestPart.Run>(part => part.Snapshot.Status == RunStatus.Delayed);
        Assert.Equal([RunStatus.Executing], await host.StatusesAsync(run.Id));
        await reader.UntilAsync<TestPart.Run>(part => part.Snapshot is { Status: RunStatus.Waiting, Attempt: 2 });
        family.Release("hold");

        Assert.Equal("hold", (await run.WaitAsync()).GetOutputOrThrow().Text);
        Assert.Equal(["hold"], family.Begun);
    });

    [Theory]
    [InlineData(RunStatus.Failed)]
    [InlineData(RunStatus.Canceled)]
    [InlineData(RunStatus.Expired)]
    public void AChildThatEndedOtherwise_IsMadeAnew(RunStatus ended) => SimulatedThread.Run(async thread =>
    {
        var seen = new List<string>();
        var family = new Family(thread, async (children, _, context, _) =>
        {
            seen.Add(await children.AskAsync(ended == RunStatus.Failed ? "fail" : "hold", new TriggerOptions { Ttl = TimeSpan.FromSeconds(5) }));
            return context.Attempt == 1 ? throw new InvalidOperationException("again") : Reply.Done;
        })
        { ChildQueue = "one", Configure = runnel => runnel.AddQueue("one", 1) };
        var host = await family.StartAsync();
        var blocker = ended == RunStatus.Expired ? await host.Children.TriggerAsync(new Question("hold blocker")) : null;
        await thread.RestAsync();
        var run = await host.Parents.TriggerAsync(new Question("?"));
        await thread.RestAsync();
        if (ended == RunStatus.Canceled)
        {
            await host.Runnel.CancelAsync((await host.ChildrenOfAsync(run.Id)).Single().RunId);
            await thread.RestAsync();
        }

        family.Release("hold");
        await using (var reader = run.Reader())
        {
            await reader.UntilAsync<TestPart.Run>(part => part.Snapshot.Status == RunStatus.Delayed);
        }

        family.Release("hold blocker");
        await run.WaitAsync();

        var children = await host.ChildrenOfAsync(run.Id);
        Assert.Equal([ended.ToString(), ended == RunStatus.Failed ? "Failed" : "hold"], seen);
        Assert.Equal(2, children.Count);
        Assert.Equal(ended, children[0].Status);
        _ = blocker;
    });

    [Fact]
    public void AChildWhoseCancelIsDecided_IsMadeAnew_ThoughItStillExecutes() => SimulatedThread.Run(async thread =>
    {
        // The wait of the first attempt is given up; its child takes its time to stop.
        var seen = new List<string>();
        var stubborn = new TaskCompletionSource();
        TestTask.Client? slow = null;
        var executions = 0;
        var child = new TestTask(async (_, _, _, _) =>
        {
            if (++executions == 1)
            {
                await stubborn.Task;
            }

            return Reply.Done;
        }, "slow");
        var task = new TestTask(async (_, _, context, _) =>
        {
            using var giveUp = new CancellationTokenSource(TimeSpan.FromSeconds(1), thread.Time);
            seen.Add((await slow!.TriggerAndWaitAsync(new Question("?"), cancellationToken: context.Attempt == 1 ? giveUp.Token : default)).Status.ToString());
            return Reply.Done;
        });
        var host = await SimulatedHost.StartAsync(thread, task, others: child);
        slow = host.ClientOf(child);
        var run = await host.Client.TriggerAsync(new Question("?"));

        Assert.True((await run.WaitAsync()).IsSuccess);
        Assert.Equal(["Completed"], seen);
        stubborn.SetResult();
    });
}
