using Runnel.Log;
using Runnel.Tests.Simulation;

namespace Runnel.Tests.Features;

/// <summary>A run that is held back can be given another time, with what is left of its life.</summary>
public sealed class Rescheduling
{
    private static readonly TriggerOptions InAnHour = new() { Delay = TimeSpan.FromHours(1), Ttl = TimeSpan.FromMinutes(10) };

    [Theory]
    [InlineData(10)]
    [InlineData(300)]
    public void EarlierAndLater_ItBeginsThen(int minutes) => SimulatedThread.Run(async thread =>
    {
        var host = await new Family(thread, (_, _, _, _) => Task.FromResult(Reply.Done)).StartAsync();
        var run = await host.Parents.TriggerAsync(new Question("?"), InAnHour);
        await thread.RestAsync();
        var dueAt = thread.Time.GetUtcNow() + TimeSpan.FromMinutes(minutes);

        await host.Parents.RescheduleAsync(run.Id, dueAt);

        Assert.Equal((RunStatus.Delayed, dueAt), ((await host.Parents.GetAsync(run.Id))!.Status, (await host.Parents.GetAsync(run.Id))!.DueAt));
        Assert.Equal(RunStatus.Completed, (await run.WaitAsync()).Status);
        Assert.Equal(dueAt, (await host.Parents.GetAsync(run.Id))!.StartedAt);
        Assert.Contains(EntryKind.Rescheduled, await host.Store.KindsAsync(run.Id));
    });

    [Theory]
    [InlineData(30)]
    [InlineData(120)]
    public void ItsTimeToLive_MovesAlong(int minutes) => SimulatedThread.Run(async thread =>
    {
        var family = new Family(thread, (_, _, _, _) => Task.FromResult(Reply.Done)) { ParentQueue = "one", Configure = runnel => runnel.AddQueue("one", 1), ChildQueue = "one" };
        var host = await family.StartAsync();
        await host.Children.TriggerAsync(new Question("hold the slot"));
        await thread.RestAsync();
        var run = await host.Parents.TriggerAsync(new Question("?"), InAnHour);
        var dueAt = thread.Time.GetUtcNow() + TimeSpan.FromMinutes(minutes);
        await host.Runnel.RescheduleAsync(run.Id, dueAt);

        Assert.Equal(RunStatus.Expired, (await run.WaitAsync()).Status);
        Assert.Equal(dueAt + InAnHour.Ttl, (await host.Parents.GetAsync(run.Id))!.FinishedAt);
    });

    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    [InlineData(1_000_000)]
    public void IntoThePast_ItBeginsNow_AndHasItsTimeToLive(int minutesAgo) => SimulatedThread.Run(async thread =>
    {
        var host = await new Family(thread, (_, _, _, _) => Task.FromResult(Reply.Done)).StartAsync();
        var run = await host.Parents.TriggerAsync(new Question("?"), InAnHour);
        await thread.RestAsync();
        var now = thread.Time.GetUtcNow();

        await run.Reschedule(host, minutesAgo == 1_000_000 ? DateTimeOffset.MinValue : now - TimeSpan.FromMinutes(minutesAgo));

        Assert.Equal(RunStatus.Completed, (await run.WaitAsync()).Status);
        Assert.Equal(now, (await host.Parents.GetAsync(run.Id))!.StartedAt);
    });

    [Fact]
    public void BeyondAllTime_ItIsHeldBack_AndCanBeGivenAnother() => SimulatedThread.Run(async thread =>
    {
        var host = await new Family(thread, (_, _, _, _) => Task.FromResult(Reply.Done)).StartAsync();
        var run = await host.Parents.TriggerAsync(new Question("?"), InAnHour);

        await run.Reschedule(host, DateTimeOffset.MaxValue);
        await run.Reschedule(host, thread.Time.GetUtcNow() + TimeSpan.FromMinutes(1));

        Assert.Equal(RunStatus.Completed, (await run.WaitAsync()).Status);
    });
}

internal static class ReschedulingCalls
{
    public static Task Reschedule(this RunHandle<Reply, TestPart> run, FamilyHost host, DateTimeOffset dueAt) => host.Parents.RescheduleAsync(run.Id, dueAt);
}
