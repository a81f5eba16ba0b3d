using Runnel.Definitions;
using Runnel.Storage;

namespace Runnel.Tests.Schedules;

/// <summary>The wall clock says when a time is due, and it may be set.</summary>
public sealed class SetClocks
{
    [Fact]
    public void AClockThatIsPutBack_ServesNoTimeTwice() => SimulatedThread.Run(async thread =>
    {
        var store = ScheduleHost.StoreOf(thread);
        await ScheduleHost.StartAsync(thread, store, new ScheduleDefinition("*/15 * * * *"));
        await Task.Delay(TimeSpan.FromMinutes(50), thread.Time);

        thread.Time.SetUtcNow(thread.Time.GetUtcNow() - TimeSpan.FromMinutes(40));
        await Task.Delay(TimeSpan.FromMinutes(55), thread.Time);

        Assert.Equal("1 00:15, 1 00:30, 1 00:45, 1 01:00", await store.DueTimesAsync());
    });

    [Theory]
    [InlineData(MissedRuns.Skip, "1 00:15, 1 00:30, 1 04:45")]
    [InlineData(MissedRuns.RunOnce, "1 00:15, 1 00:30, 1 04:30, 1 04:45")]
    public void AClockThatIsPutForward_LeavesNoTimeUnserved_AndTheJumpIsMissed(MissedRuns missed, string expected) => SimulatedThread.Run(async thread =>
    {
        var store = ScheduleHost.StoreOf(thread);
        await ScheduleHost.StartAsync(thread, store, new ScheduleDefinition("*/15 * * * *") { Missed = missed });
        await Task.Delay(TimeSpan.FromMinutes(35), thread.Time);

        thread.Time.SetUtcNow(thread.Time.GetUtcNow() + TimeSpan.FromHours(4));
        await Task.Delay(TimeSpan.FromMinutes(15), thread.Time);

        Assert.Equal(expected, await store.DueTimesAsync());
    });

    [Fact]
    public void Forth_AndBackAgain_ServesEachTimeOnce_AndSaysThatItWaits() => SimulatedThread.Run(async thread =>
    {
        var store = ScheduleHost.StoreOf(thread);
        await ScheduleHost.StartAsync(thread, store, new ScheduleDefinition("0 * * * *") { Id = "hourly", Missed = MissedRuns.RunAll });
        await Task.Delay(TimeSpan.FromMinutes(30), thread.Time);

        thread.Time.SetUtcNow(thread.Time.GetUtcNow() + TimeSpan.FromHours(3));
        await Task.Delay(TimeSpan.FromMinutes(2), thread.Time);
        thread.Time.SetUtcNow(thread.Time.GetUtcNow() - TimeSpan.FromHours(3));
        await Task.Delay(TimeSpan.FromHours(4), thread.Time);

        Assert.Equal("1 01:00, 1 02:00, 1 03:00, 1 04:00", await store.DueTimesAsync());
        Assert.Single(thread.Logs.All, log => log.Exception is ScheduleException && log.Exception.Message.Contains("it was put back", StringComparison.Ordinal));
    });

    // 29 March 2026: 02:00 becomes 03:00 in Berlin. 25 October 2026: 03:00 becomes 02:00.
    [Theory]
    [InlineData("30 2 * * *", "2026-03-29T00:00Z", "03-29 03:00 +2")]
    [InlineData("*/30 * * * *", "2026-03-29T00:10Z", "03-29 01:30 +1, 03-29 03:00 +2, 03-29 03:30 +2, 03-29 04:00 +2, 03-29 04:30 +2, 03-29 05:00 +2")]
    [InlineData("30 2 * * *", "2026-10-24T23:00Z", "10-25 02:30 +2")]
    [InlineData("30 * * * *", "2026-10-24T23:00Z", "10-25 01:30 +2, 10-25 02:30 +2, 10-25 02:30 +1")]
    public void ADaylightSavingBorder_IsServedAsClocksShowIt(string cron, string start, string expected) => SimulatedThread.Run(async thread =>
    {
        thread.Time.SetUtcNow(DateTimeOffset.Parse(start, System.Globalization.CultureInfo.InvariantCulture));
        var store = ScheduleHost.StoreOf(thread);
        await ScheduleHost.StartAsync(thread, store, new ScheduleDefinition(cron) { TimeZone = "Europe/Berlin" });

        await Task.Delay(TimeSpan.FromMinutes(175), thread.Time);

        Assert.Equal(expected, string.Join(", ", (await store.ScheduledTimesAsync()).Select(time => time.DueAt.ToString("MM-dd HH:mm z", System.Globalization.CultureInfo.InvariantCulture))));
    });
}
