using Runnel.Definitions;
using Runnel.Storage;

namespace Runnel.Tests.Schedules;

/// <summary>What becomes of due times that passed while no host was there.</summary>
public sealed class MissedTimes
{
    [Theory]
    [InlineData(MissedRuns.Skip, "1 01:00, 1 07:00")]
    [InlineData(MissedRuns.RunOnce, "1 01:00, 1 06:00, 1 07:00")]
    [InlineData(MissedRuns.RunAll, "1 01:00, 1 02:00, 1 03:00, 1 04:00, 1 05:00, 1 06:00, 1 07:00")]
    public void NoHostForFiveHours(MissedRuns missed, string expected) => SimulatedThread.Run(async thread =>
    {
        var store = ScheduleHost.StoreOf(thread);
        await DownAsync(thread, store, missed, TimeSpan.FromHours(5));
        await Task.Delay(TimeSpan.FromMinutes(35), thread.Time);

        Assert.Equal(expected, await store.DueTimesAsync());
    });

    [Theory]
    [InlineData(MissedRuns.Skip, "1 01:00, 1 06:00")]
    [InlineData(MissedRuns.RunOnce, "1 01:00, 1 06:00")]
    [InlineData(MissedRuns.RunAll, "1 01:00, 1 02:00, 1 03:00, 1 04:00, 1 05:00, 1 06:00")]
    public void AHostThatIsBackWithinAMinute_HasNotMissedTheNewest(MissedRuns missed, string expected) => SimulatedThread.Run(async thread =>
    {
        var store = ScheduleHost.StoreOf(thread);
        await DownAsync(thread, store, missed, TimeSpan.FromMinutes(270) + TimeSpan.FromSeconds(40));
        await thread.RestAsync();

        Assert.Equal(expected, await store.DueTimesAsync());
    });

    [Fact]
    public void TheOneRun_IsToldSinceWhen() => SimulatedThread.Run(async thread =>
    {
        var store = ScheduleHost.StoreOf(thread);
        await DownAsync(thread, store, MissedRuns.RunOnce, TimeSpan.FromHours(5));
        await thread.RestAsync();

        var time = (await store.ScheduledTimesAsync())[^1];
        Assert.Equal("1 01:00 1 06:00", $"{ScheduledRunList.Text(time.PreviousDueAt!.Value)} {ScheduledRunList.Text(time.DueAt)}");
    });

    [Fact]
    public void RunAll_MakesTheHundredNewest_AndNoMore() => SimulatedThread.Run(async thread =>
    {
        var store = ScheduleHost.StoreOf(thread);
        await DownAsync(thread, store, MissedRuns.RunAll, TimeSpan.FromDays(30));
        await thread.RestAsync();

        var times = await store.ScheduledTimesAsync();
        Assert.Equal(101, times.Count);
        Assert.Equal(times[^1].DueAt.AddHours(-99), times[1].DueAt);
        Assert.Equal(times.Skip(1).Select(time => time.DueAt), times.Select(time => time.DueAt).Skip(1).Order());
        Assert.Equal(times.SkipLast(1).Select(time => (DateTimeOffset?)time.DueAt), times.Skip(1).Select(time => time.PreviousDueAt));
    });

    // The times before its first start are nobody's.
    [Theory]
    [InlineData(MissedRuns.RunOnce)]
    [InlineData(MissedRuns.RunAll)]
    public void ANewSchedule_CountsFromItsStart(MissedRuns missed) => SimulatedThread.Run(async thread =>
    {
        var store = ScheduleHost.StoreOf(thread);
        await ScheduleHost.StartAsync(thread, store, new ScheduleDefinition("* * * * *") { Missed = missed });
        await thread.RestAsync();

        Assert.Empty(await store.ScheduledTimesAsync());
    });

    private static async Task DownAsync(SimulatedThread thread, IRunStore store, MissedRuns missed, TimeSpan time)
    {
        var schedule = new ScheduleDefinition("0 * * * *") { Missed = missed };
        var first = await ScheduleHost.StartAsync(thread, store, schedule);
        await Task.Delay(TimeSpan.FromMinutes(90), thread.Time);
        await first.StopAsync();
        thread.Time.Advance(time);
        await ScheduleHost.StartAsync(thread, store, schedule);
    }
}
