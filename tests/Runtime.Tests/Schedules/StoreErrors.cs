using Runnel.Definitions;
using Runnel.Storage;

namespace Runnel.Tests.Schedules;

/// <summary>Calls that fail, before or after the store has done them, lose no due time and double none.</summary>
public sealed class StoreErrors
{
    [Fact]
    public void EachDueTime_HasOneRun_WhateverCallsFail() => SimulatedThread.ForEachSeed(40, async thread =>
    {
        var store = ScheduleHost.StoreOf(thread);
        var random = new Random(thread.Random.Next());
        for (var host = 0; host < 2; host++)
        {
            var plan = FaultPlan.Of(call => call.Kind is StoreCallKind.ListSchedules or StoreCallKind.PutSchedule or StoreCallKind.ServeSchedule ? FaultOf(random) : Fault.None);
            await ScheduleHost.StartAsync(thread, new FaultInjectingStore(store, plan, thread.Time), new ScheduleDefinition("*/10 * * * *") { Missed = MissedRuns.Skip });
        }

        await Task.Delay(TimeSpan.FromMinutes(67), thread.Time);

        Assert.Equal("1 00:10, 1 00:20, 1 00:30, 1 00:40, 1 00:50, 1 01:00", await store.DueTimesAsync());
    });

    // Missed is what no host was there for; a store that was away has its times served late.
    [Fact]
    public void AStoreThatIsAwayForHalfAnHour_LosesNoTime_ThoughMissedOnesAreSkipped() => SimulatedThread.Run(async thread =>
    {
        var store = ScheduleHost.StoreOf(thread);
        var isAway = false;
        var plan = FaultPlan.Of(_ => isAway ? Fault.ErrorBefore : Fault.None);
        await ScheduleHost.StartAsync(thread, new FaultInjectingStore(store, plan, thread.Time), new ScheduleDefinition("*/10 * * * *") { Missed = MissedRuns.Skip });
        await Task.Delay(TimeSpan.FromMinutes(15), thread.Time);

        isAway = true;
        await Task.Delay(TimeSpan.FromMinutes(30), thread.Time);
        isAway = false;
        await Task.Delay(TimeSpan.FromMinutes(10), thread.Time);

        Assert.Equal("1 00:10, 1 00:20, 1 00:30, 1 00:40, 1 00:50", await store.DueTimesAsync());
        Assert.Contains(thread.Logs.All, log => log.Message.Contains("trying again in 60 s", StringComparison.Ordinal));
    });

    [Fact]
    public void AStoreThatFailsSlowly_LosesNoTime_ThoughMissedOnesAreSkipped() => SimulatedThread.Run(async thread =>
    {
        var store = ScheduleHost.StoreOf(thread);
        var plan = FaultPlan.Of(call => call.Kind != StoreCallKind.ListSchedules ? Fault.None
            : (call.NumberOfKind % 2 == 0 ? Fault.SlowCall(TimeSpan.FromMinutes(7)) : Fault.None));
        await ScheduleHost.StartAsync(thread, new FaultInjectingStore(store, plan, thread.Time), new ScheduleDefinition("*/10 * * * *") { Missed = MissedRuns.Skip });

        await Task.Delay(TimeSpan.FromMinutes(68), thread.Time);

        Assert.Equal("1 00:10, 1 00:20, 1 00:30, 1 00:40, 1 00:50, 1 01:00", await store.DueTimesAsync());
    });

    [Fact]
    public void ABadSchedule_HindersNoOther_AndIsToldOnce() => SimulatedThread.Run(async thread =>
    {
        var store = ScheduleHost.StoreOf(thread);
        var (now, token) = (thread.Time.GetUtcNow(), CancellationToken.None);
        await store.PutScheduleAsync(new StoredSchedule("a-torn", ScheduleHost.TaskId, now, "{"u8.ToArray()), token);
        await store.PutScheduleAsync(
            new StoredSchedule("b-zone", ScheduleHost.TaskId, now, """{"cron":"0 * * * *","timeZone":"Mars/Base","missed":"Skip","since":"2026-01-01T00:00:00Z","isDeclared":false}"""u8.ToArray()), token);
        await ScheduleHost.StartAsync(thread, store, new ScheduleDefinition("0 * * * *") { Id = "c-good" });

        await Task.Delay(TimeSpan.FromMinutes(130), thread.Time);

        Assert.Equal("1 01:00, 1 02:00", await store.DueTimesAsync("c-good"));
        Assert.Equal(["a-torn", "b-zone"], thread.Logs.All.Select(log => log.Exception).OfType<ScheduleException>().Select(exception => exception.ScheduleId));
    });

    private static Fault FaultOf(Random random) => random.Next(6) switch
    {
        0 => Fault.ErrorBefore,
        1 => Fault.ErrorAfter,
        2 => Fault.ErrorDuring(random.Next(1, 20)),
        3 => Fault.SlowCall(TimeSpan.FromSeconds(random.Next(3))),
        _ => Fault.None,
    };
}
