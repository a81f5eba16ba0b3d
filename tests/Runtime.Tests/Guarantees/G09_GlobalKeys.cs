using Runnel.Tests.Simulation;

namespace Runnel.Tests.Guarantees;

/// <summary>A key that is unique among all runs stands for one of them: as long as it lives, or has completed, and the key's time is not over.</summary>
public sealed class G09_GlobalKeys
{
    private static readonly TriggerOptions Keyed = new() { IdempotencyKey = "key", IdempotencyScope = IdempotencyScope.Global };

    [Fact]
    public void OutsideOfTasks_TheSameTwiceIsOnce_WhileItLivesAndWhenItHasCompleted() => SimulatedThread.Run(async thread =>
    {
        var family = new Family(thread, (_, _, _, _) => Task.FromResult(Reply.Done));
        var host = await family.StartAsync();
        var first = await host.Children.TriggerAsync(new Question("hold"), new() { IdempotencyKey = "key" });
        Assert.Equal(first.Id, (await host.Children.TriggerAsync(new Question("hold"), Keyed)).Id);
        var error = await Assert.ThrowsAsync<IdempotencyKeyReusedException>(() => host.Children.TriggerAsync(new Question("other"), Keyed));
        await Assert.ThrowsAsync<IdempotencyKeyReusedException>(() => host.Parents.TriggerAsync(new Question("hold"), Keyed));
        family.Release("hold");
        await first.WaitAsync();

        Assert.Equal(first.Id, (await host.Children.TriggerAndWaitAsync(new Question("hold"), Keyed)).RunId);
        Assert.Equal(("key", first.Id), (error.Key, error.RunId));
        Assert.Equal("key", (await host.Children.GetAsync(first.Id))!.IdempotencyKey);
        Assert.Equal(["hold"], family.Begun);
    });

    [Fact]
    public void WhenItsTimeIsOver_OrItsRunDidNotComplete_TheKeyIsFree() => SimulatedThread.Run(async thread =>
    {
        var host = await new Family(thread, (_, _, _, _) => Task.FromResult(Reply.Done)).StartAsync();
        var ids = new HashSet<string>();
        var brief = Keyed with { IdempotencyKeyTtl = TimeSpan.FromMinutes(1) };
        for (var number = 0; number < 3; number++)
        {
            ids.Add((await host.Children.TriggerAndWaitAsync(new Question("a"), brief)).RunId);
            await thread.DelayAsync(TimeSpan.FromSeconds(45), default);
        }

        Assert.Equal(2, ids.Count);
        var failed = await host.Children.TriggerAndWaitAsync(new Question("fail"), new() { IdempotencyKey = "other" });
        var canceled = await host.Children.TriggerAsync(new Question("hold"), new() { IdempotencyKey = "other" });
        await canceled.CancelAsync();
        await canceled.WaitAsync();
        var third = await host.Children.TriggerAndWaitAsync(new Question("a"), new() { IdempotencyKey = "other" });
        Assert.Equal((RunStatus.Failed, RunStatus.Completed), (failed.Status, third.Status));
        Assert.Equal(3, new HashSet<string> { failed.RunId, canceled.Id, third.RunId }.Count);
    });

    [Fact]
    public void TwoRunsThatAskForTheSame_GetTheSame_AndNeitherTakesItFromTheOther() => SimulatedThread.Run(async thread =>
    {
        using var giveUp = new CancellationTokenSource();
        var family = new Family(thread, async (children, question, _, _) =>
            new Reply(await children.AskAsync("hold", Keyed, question.Text == "gives up" ? giveUp.Token : default)));
        var host = await family.StartAsync();
        var first = await host.Parents.TriggerAsync(new Question("first"));
        await thread.RestAsync();
        var second = await host.Parents.TriggerAsync(new Question("gives up"), new() { MaxAttempts = 1 });
        await thread.RestAsync();
        giveUp.Cancel();
        Assert.Equal(RunStatus.Failed, (await second.WaitAsync()).Status);
        family.Release("hold");

        Assert.Equal("hold", (await first.WaitAsync()).GetOutputOrThrow().Text);
        Assert.Equal(["hold"], family.Begun);
    });

    [Fact]
    public void InALaterAttempt_ItIsJoined_AndMadeAnewWhereItFailed() => SimulatedThread.Run(async thread =>
    {
        var ids = new List<string>();
        var family = new Family(thread, async (children, _, context, _) =>
        {
            ids.Add((await children.TriggerAndWaitAsync(new Question("a"), Keyed)).RunId);
            ids.Add((await children.TriggerAndWaitAsync(new Question("fail"), Keyed with { IdempotencyKey = "fails" })).RunId);
            return context.Attempt == 1 ? throw new InvalidOperationException("again") : Reply.Done;
        });
        var host = await family.StartAsync();

        Assert.True((await host.Parents.TriggerAndWaitAsync(new Question("?"))).IsSuccess);
        Assert.Equal(ids[0], ids[2]);
        Assert.NotEqual(ids[1], ids[3]);
        Assert.Equal(["a", "fail", "fail"], family.Begun);
    });
}
