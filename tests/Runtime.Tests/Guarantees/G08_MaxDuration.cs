using Runnel.Log;
using Runnel.Tests.Simulation;

namespace Runnel.Tests.Guarantees;

/// <summary>An execution's time is what its task's code takes: what it waits for, and what it stands in line for, does not count.</summary>
public sealed class G08_MaxDuration
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    [Fact]
    public void WaitsDelaysAndLines_DoNotCount() => SimulatedThread.Run(async thread =>
    {
        Family? family = null;
        family = new Family(thread, async (children, _, context, cancellationToken) =>
        {
            await thread.DelayAsync(TimeSpan.FromSeconds(2), cancellationToken);
            await children.AskAsync("a", new() { Delay = TimeSpan.FromMinutes(1) });
            await thread.DelayAsync(TimeSpan.FromSeconds(1), cancellationToken);
            await context.DelayAsync(TimeSpan.FromMinutes(1), cancellationToken);
            await thread.DelayAsync(TimeSpan.FromSeconds(1), cancellationToken);
            await children.AskAsync("b");
            return Reply.Done;
        })
        { MaxDuration = Limit, ParentQueue = "one", Configure = runnel => runnel.AddQueue("one", 1) };
        var host = await family.StartAsync();
        var run = await host.Parents.TriggerAsync(new Question("?"));
        await thread.DelayAsync(TimeSpan.FromSeconds(30), default);
        await host.Children.TriggerAsync(new Question("hold the slot"), new() { Queue = "one" });
        await thread.DelayAsync(TimeSpan.FromMinutes(2), default);
        Assert.Equal(RunStatus.Waiting, (await host.Parents.GetAsync(run.Id))!.Status);
        family.Release("hold the slot");

        Assert.Equal(RunStatus.Completed, (await run.WaitAsync()).Status);
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void WhatComesAfterAWait_Counts(bool bySelf) => SimulatedThread.Run(async thread =>
    {
        var family = new Family(thread, async (children, _, context, cancellationToken) =>
        {
            await thread.DelayAsync(TimeSpan.FromSeconds(3), cancellationToken);
            await (bySelf ? context.DelayAsync(TimeSpan.FromMinutes(1), cancellationToken) : children.AskAsync("a", new() { Delay = TimeSpan.FromMinutes(1) }));
            await thread.DelayAsync(TimeSpan.FromSeconds(3), cancellationToken);
            return Reply.Done;
        })
        { MaxDuration = Limit };
        var host = await family.StartAsync();
        var began = thread.Time.GetUtcNow();
        var run = await host.Parents.TriggerAsync(new Question("?"));

        var result = await run.WaitAsync();

        Assert.Equal((RunStatus.TimedOut, typeof(TimeoutException).FullName), (result.Status, result.Error!.Type));
        Assert.Contains("5 s", result.Error.Message, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(65), (await host.Parents.GetAsync(run.Id))!.FinishedAt - began);
    });

    [Fact]
    public void TimedOut_IsTheEnd_AndIsNotTriedAgain() => SimulatedThread.Run(async thread =>
    {
        var executions = 0;
        var family = new Family(thread, async (_, _, _, cancellationToken) =>
        {
            executions++;
            await thread.DelayAsync(TimeSpan.FromHours(1), cancellationToken);
            return Reply.Done;
        });
        var host = await family.StartAsync();
        var run = await host.Parents.TriggerAsync(new Question("?"), new() { MaxDuration = TimeSpan.FromSeconds(2), MaxAttempts = 5 });

        var ended = (await run.PartsAsync()).Last();
        await thread.DelayAsync(TimeSpan.FromHours(1), default);

        Assert.Equal((RunStatus.TimedOut, 1, 0, 1), (ended.Status, ended.Attempt, ended.FailedAttempts, executions));
        Assert.Equal(TimeSpan.FromSeconds(2), ended.FinishedAt - ended.StartedAt);
        Assert.Equal(EntryKind.TimedOut, (await host.Store.KindsAsync(run.Id))[^1]);
    });

    [Fact]
    public void EachExecution_HasItsOwnTime() => SimulatedThread.Run(async thread =>
    {
        var family = new Family(thread, async (_, _, context, cancellationToken) =>
        {
            await thread.DelayAsync(TimeSpan.FromSeconds(4), cancellationToken);
            return context.Attempt == 1 ? throw new InvalidOperationException("again") : Reply.Done;
        })
        { MaxDuration = Limit };
        var host = await family.StartAsync();

        Assert.True((await host.Parents.TriggerAndWaitAsync(new Question("?"))).IsSuccess);
    });
}
