using Runnel.Tests.Simulation;

namespace Runnel.Tests.Features;

/// <summary>In which order a host begins runs: by priority within a lane, lanes in turn, and when their time has come.</summary>
public sealed class Turns
{
    [Fact]
    public void WithinALane_TheHigherPriorityGoesFirst_ThenTheLongestReady() => SimulatedThread.Run(async thread =>
    {
        var (host, family) = await StartAsync(thread);
        foreach (var (text, priority) in ((string, int)[])[("a", 0), ("b", 5), ("c", -3), ("d", 5), ("e", 0)])
        {
            await host.Children.TriggerAsync(new Question(text), new() { Priority = priority });
        }

        family.Release("hold");
        await thread.RestAsync();
        Assert.Equal(["hold", "b", "d", "a", "e", "c"], family.Begun);
    });

    [Fact]
    public void EachConcurrencyKey_HasTheQueuesLimitToItself() => SimulatedThread.Run(async thread =>
    {
        var (host, family) = await StartAsync(thread);
        foreach (var text in (string[])["hold 1", "hold 2"])
        {
            foreach (var lane in (string[])["a", "b", "c"])
            {
                await host.Children.TriggerAsync(new Question(text), new() { ConcurrencyKey = lane });
            }
        }

        await thread.RestAsync();
        Assert.Equal(["hold", "hold 1", "hold 1", "hold 1"], family.Begun);
        Assert.Equal((4, 3), (Assert.Single(await host.Store.ListQueuesAsync(default)).Executing, Assert.Single(await host.Store.ListQueuesAsync(default)).Ready));
        family.Release("hold 1");
        await thread.RestAsync();
        Assert.Equal(["hold 2", "hold 2", "hold 2"], family.Begun.Skip(4));
    });

    [Fact]
    public void ADelayedRun_BeginsWhenItIsDue_AndNotBefore() => SimulatedThread.Run(async thread =>
    {
        var family = new Family(thread, (_, _, _, _) => Task.FromResult(Reply.Done));
        var host = await family.StartAsync();
        var now = thread.Time.GetUtcNow();
        var later = await host.Parents.TriggerAsync(new Question("?"), new() { Delay = TimeSpan.FromMinutes(2) });
        var sooner = await host.Parents.TriggerAsync(new Question("?"), new() { DelayUntil = now + TimeSpan.FromMinutes(1) });
        var past = await host.Parents.TriggerAsync(new Question("?"), new() { DelayUntil = now - TimeSpan.FromHours(1) });
        Assert.Equal(RunStatus.Queued, (await host.Store.GetAsync(past.Id, default))!.Status);
        Assert.Equal((RunStatus.Delayed, now + TimeSpan.FromMinutes(2)), ((await host.Parents.GetAsync(later.Id))!.Status, (await host.Parents.GetAsync(later.Id))!.DueAt));
        foreach (var run in (RunHandle<Reply, TestPart>[])[past, sooner, later])
        {
            await run.WaitAsync();
        }

        Assert.Equal(
            [0, 1, 2], new[] { await StartOfAsync(past), await StartOfAsync(sooner), await StartOfAsync(later) }.Select(start => (start - now).TotalMinutes));

        async Task<DateTimeOffset> StartOfAsync(RunHandle<Reply, TestPart> run) => (await host.Parents.GetAsync(run.Id))!.StartedAt!.Value;
    });

    // One that holds the only slot of the unnamed lane, so that the others line up.
    private static async Task<(FamilyHost Host, Family Family)> StartAsync(SimulatedThread thread)
    {
        var family = new Family(thread, (_, _, _, _) => Task.FromResult(Reply.Done)) { ChildQueue = "one", Configure = runnel => runnel.AddQueue("one", 1) };
        var host = await family.StartAsync();
        await host.Children.TriggerAsync(new Question("hold"));
        await thread.RestAsync();
        return (host, family);
    }
}
