using Runnel.Definitions;
using Runnel.Storage;

namespace Runnel.Tests.Schedules;

/// <summary>Of several hosts on one store one creates the run of a due time, whichever it is.</summary>
public sealed class SeveralHosts
{
    [Fact]
    public void EachDueTime_HasOneRun() => SimulatedThread.ForEachSeed(30, async thread =>
    {
        // What one of them has read is old by the time that it serves.
        var store = ScheduleHost.StoreOf(thread);
        var random = new Random(thread.Random.Next());
        var slow = FaultPlan.Of(call => call.Kind == StoreCallKind.ListSchedules ? Fault.SlowAnswer(TimeSpan.FromMilliseconds(random.Next(5))) : Fault.None);
        for (var host = 0; host < 3; host++)
        {
            await ScheduleHost.StartAsync(thread, new FaultInjectingStore(store, slow, thread.Time), new ScheduleDefinition("*/20 * * * *"), new ScheduleDefinition("30 1 * * *") { Id = "half" });
            await thread.PausesAsync(20);
        }

        await Task.Delay(TimeSpan.FromMinutes(125), thread.Time);

        Assert.Equal("1 00:20, 1 00:40, 1 01:00, 1 01:20, 1 01:30, 1 01:40, 1 02:00", await store.DueTimesAsync());
        Assert.Equal("1 01:30", await store.DueTimesAsync("half"));
    });

    [Fact]
    public void ARun_HasTheTimesAndTheScheduleOfItsDueTime() => SimulatedThread.Run(async thread =>
    {
        var store = ScheduleHost.StoreOf(thread);
        await ScheduleHost.StartAsync(thread, store, new ScheduleDefinition("0 * * * *") { Id = "hourly", TimeZone = "Asia/Kolkata" });

        await Task.Delay(TimeSpan.FromHours(2), thread.Time);

        var first = new DateTimeOffset(2026, 1, 1, 6, 0, 0, TimeSpan.FromHours(5.5));
        Assert.Equal(
            [new ScheduledTime(first, null, "Asia/Kolkata", "hourly"), new ScheduledTime(first.AddHours(1), first, "Asia/Kolkata", "hourly")],
            await store.ScheduledTimesAsync("hourly"));
        Assert.Equal(TimeSpan.FromHours(5.5), (await store.ScheduledTimesAsync())[0].DueAt.Offset);
    });

    [Fact]
    public void RunsAreCreatedWhenTheyAreDue_ToTheMillisecond_AndExecuted() => SimulatedThread.Run(async thread =>
    {
        var store = ScheduleHost.StoreOf(thread);
        await ScheduleHost.StartAsync(thread, store, new ScheduleDefinition("*/10 * * * * *"));

        await Task.Delay(TimeSpan.FromSeconds(65), thread.Time);

        var runs = await store.ListAsync(new RunQuery(), CancellationToken.None);
        Assert.Equal(6, runs.Count);
        Assert.All(runs, run => Assert.True(run.Status == RunStatus.Completed && run.CreatedAt.Second % 10 == 0 && run.CreatedAt.Millisecond <= 1, $"{run}"));
    });

    [Fact]
    public void AHostThatDoesNotRunTheTask_LeavesItsSchedulesToOthers() => SimulatedThread.Run(async thread =>
    {
        var store = ScheduleHost.StoreOf(thread);
        var other = await ScheduleHost.StartTasksAsync(thread, store, new ScheduledTask<NoPayload>("other").Module);
        var mine = await ScheduleHost.StartAsync(thread, store, new ScheduleDefinition("0 * * * *"));
        await Task.Delay(TimeSpan.FromMinutes(5), thread.Time);
        await mine.StopAsync();

        await Task.Delay(TimeSpan.FromHours(3), thread.Time);

        Assert.Empty(await store.ScheduledTimesAsync());
        Assert.Single(await other.Schedules.ListAsync());
    });

    [Fact]
    public void AScheduleThatWasCreated_IsServedAtOnceByHostsThatSleep() => SimulatedThread.Run(async thread =>
    {
        var store = ScheduleHost.StoreOf(thread);
        var host = await ScheduleHost.StartAsync(thread, store);
        await Task.Delay(TimeSpan.FromSeconds(90), thread.Time);

        await host.Schedules.CreateAsync("soon", ScheduleHost.TaskId, "*/5 * * * * *");
        await Task.Delay(TimeSpan.FromSeconds(12), thread.Time);

        Assert.Equal(2, (await store.ScheduledTimesAsync("soon")).Count);
    });
}
