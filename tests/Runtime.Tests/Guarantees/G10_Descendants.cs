using Runnel.Log;
using Runnel.Storage;
using Runnel.Tests.Simulation;

namespace Runnel.Tests.Guarantees;

/// <summary>A cancel reaches every live descendant that is waited for.</summary>
public sealed class G10_Descendants
{
    [Fact]
    public void OverThreeLevels_WhetherQueuedDelayedExecutingOrWaiting() => SimulatedThread.Run(async thread =>
    {
        FamilyHost? host = null;
        var family = new Family(thread, async (children, question, _, _) =>
        {
            if (question.Times > 0)
            {
                await Task.WhenAll(
                    children.AskAsync("hold executing"),
                    children.AskAsync("queued", new() { Queue = "full" }),
                    children.AskAsync("delayed", new() { Delay = TimeSpan.FromHours(1) }),
                    host!.Parents.TriggerAndWaitAsync(new Question("below", question.Times - 1)));
            }

            return new Reply(await children.AskAsync("hold the bottom"));
        })
        { Configure = runnel => runnel.AddQueue("full", 1) };
        host = await family.StartAsync();
        var blocker = await host.Children.TriggerAsync(new Question("hold the slot"), new() { Queue = "full" });
        var run = await host.Parents.TriggerAsync(new Question("top", 3));
        await thread.RestAsync();
        Assert.Equal(15, (await host.Runnel.ListAsync()).Count);

        await run.CancelAsync();
        Assert.Equal(RunStatus.Canceled, (await run.WaitAsync()).Status);
        await thread.RestAsync();

        var runs = await host.Runnel.ListAsync();
        Assert.Equal(RunStatus.Executing, Assert.Single(runs, run => run.Status != RunStatus.Canceled).Status);
        Assert.Equal(RunStatus.Executing, (await host.Children.GetAsync(blocker.Id))!.Status);
        Assert.Equal(["hold executing", "hold executing", "hold executing", "hold the bottom"], family.Canceled.Order());
    });

    [Fact]
    public void ARunBetweenTwoAttempts_EndsAtOnce_AndItsChildrenWithIt() => SimulatedThread.Run(async thread =>
    {
        var family = new Family(thread, async (children, _, _, _) =>
        {
            _ = children.AskAsync("hold executing");
            _ = children.AskAsync("delayed", new() { Delay = TimeSpan.FromHours(1) });
            await thread.RestAsync();
            throw new InvalidOperationException("again");
        });
        var host = await family.StartAsync();
        var run = await host.Parents.TriggerAsync(new Question("?"));
        await using var reader = run.Reader();
        await reader.UntilAsync<TestPart.Run>(part => part.Snapshot.Status == RunStatus.Delayed);

        await run.CancelAsync();
        await thread.RestAsync();

        Assert.Equal(RunStatus.Canceled, (await run.WaitAsync()).Status);
        Assert.Equal([RunStatus.Canceled, RunStatus.Canceled], await host.StatusesAsync(run.Id));
    });

    [Fact]
    public void ARunThatWaits_EndsAtOnce_AndItsTaskSeesTheCancel() => SimulatedThread.Run(async thread =>
    {
        string? seen = null;
        var family = new Family(thread, async (children, _, _, _) =>
        {
            // Not given its token: the wait ends all the same, unless the child has heard of it, and has ended, before.
            try
            {
                seen = await children.AskAsync("hold");
            }
            catch (OperationCanceledException)
            {
                seen = "Canceled";
            }

            return Reply.Done;
        });
        var host = await family.StartAsync();
        var run = await host.Parents.TriggerAsync(new Question("?"));
        await thread.RestAsync();
        var canceledAt = thread.Time.GetUtcNow();

        await run.CancelAsync();

        Assert.Equal(RunStatus.Canceled, (await run.WaitAsync()).Status);
        Assert.Equal(canceledAt, (await host.Parents.GetAsync(run.Id))!.FinishedAt);
        await thread.RestAsync();
        Assert.Equal("Canceled", seen);
        Assert.DoesNotContain(EntryKind.Resumed, await host.Store.KindsAsync(run.Id));
    });

    [Fact]
    public void ARunThatStandsInLineToGoOn_EndsAtOnce_AndTheNextOneGoesOn() => SimulatedThread.Run(async thread =>
    {
        var family = new Family(thread, async (children, question, _, _) => new Reply(await children.AskAsync(question.Text)))
        { ParentQueue = "one", Configure = runnel => runnel.AddQueue("one", 1) };
        var host = await family.StartAsync();
        var runs = new List<RunHandle<Reply, TestPart>>();
        foreach (var text in (string[])["hold a", "hold b"])
        {
            runs.Add(await host.Parents.TriggerAsync(new Question(text)));
            await thread.RestAsync();
        }

        var slot = await host.Children.TriggerAsync(new Question("hold the slot"), new() { Queue = "one" });
        await thread.RestAsync();
        family.Release("hold a");
        await thread.RestAsync();
        family.Release("hold b");
        await thread.RestAsync();
        Assert.Equal(RunStatus.Waiting, (await host.Parents.GetAsync(runs[0].Id))!.Status);

        await runs[0].CancelAsync();
        await thread.RestAsync();
        Assert.Equal((RunStatus.Canceled, RunStatus.Waiting), ((await host.Parents.GetAsync(runs[0].Id))!.Status, (await host.Parents.GetAsync(runs[1].Id))!.Status));
        family.Release("hold the slot");

        Assert.Equal("hold b", (await runs[1].WaitAsync()).GetOutputOrThrow().Text);
        Assert.True((await slot.WaitAsync()).IsSuccess);
        Assert.Equal(0, Assert.Single(await host.Store.ListQueuesAsync(default)).Executing);
    });

    [Fact]
    public void TheTasksOwnToken_GivesUpOneWait_TheChildIsCanceledAndTheRunGoesOn() => SimulatedThread.Run(async thread =>
    {
        using var giveUp = new CancellationTokenSource();
        var family = new Family(thread, async (children, _, _, _) =>
        {
            var other = children.AskAsync("hold the other");
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => children.AskAsync("hold", cancellationToken: giveUp.Token));
            return new Reply(await other);
        });
        var host = await family.StartAsync();
        var run = await host.Parents.TriggerAsync(new Question("?"));
        await thread.RestAsync();

        giveUp.Cancel();
        await thread.RestAsync();
        Assert.Equal([RunStatus.Executing, RunStatus.Canceled], await host.InOrderOfTriggerAsync(run.Id));
        family.Release("hold the other");

        Assert.Equal("hold the other", (await run.WaitAsync()).GetOutputOrThrow().Text);
    });

    [Fact]
    public void OneOfTwoWaitsForTheSameRun_IsGivenUp_AndTheOtherGetsItsResult() => SimulatedThread.Run(async thread =>
    {
        using var giveUp = new CancellationTokenSource();
        var family = new Family(thread, async (children, _, _, _) =>
        {
            var keyed = new TriggerOptions { IdempotencyKey = "key" };
            var other = children.AskAsync("hold", keyed);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => children.AskAsync("hold", keyed, giveUp.Token));
            return new Reply(await other);
        });
        var host = await family.StartAsync();
        var run = await host.Parents.TriggerAsync(new Question("?"));
        await thread.RestAsync();
        giveUp.Cancel();
        await thread.RestAsync();
        family.Release("hold");

        Assert.Equal("hold", (await run.WaitAsync()).GetOutputOrThrow().Text);
    });

    [Fact]
    public void AWaitOfAnEarlierAttempt_ThatIsGivenUpLate_DoesNotCancelTheChildOfTheNext() => SimulatedThread.Run(async thread =>
    {
        using var giveUp = new CancellationTokenSource();
        var family = new Family(thread, async (children, _, context, _) =>
        {
            var wait = children.AskAsync("hold", cancellationToken: context.Attempt == 1 ? giveUp.Token : default);
            if (context.Attempt == 1)
            {
                await thread.RestAsync();
                throw new InvalidOperationException("again");
            }

            return new Reply(await wait);
        });
        var host = await family.StartAsync();
        var run = await host.Parents.TriggerAsync(new Question("?"));
        await using var reader = run.Reader();
        await reader.UntilAsync<TestPart.Run>(part => part.Snapshot is { Status: RunStatus.Waiting, Attempt: 2 });

        giveUp.Cancel();
        await thread.RestAsync();
        family.Release("hold");

        Assert.Equal("hold", (await run.WaitAsync()).GetOutputOrThrow().Text);
        Assert.Equal(["hold"], family.Begun);
    });
}
