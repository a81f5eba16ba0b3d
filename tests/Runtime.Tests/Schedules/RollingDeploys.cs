using Runnel.Definitions;
using Runnel.Storage;

namespace Runnel.Tests.Schedules;

/// <summary>Hosts of two versions beside each other declare different schedules: neither hinders the other, and the old ones end with their last host.</summary>
public sealed class RollingDeploys
{
    private static readonly ScheduleDefinition Old = new("10 * * * *") { Id = "old" };
    private static readonly ScheduleDefinition Kept = new("20 * * * *") { Id = "kept" };
    private static readonly ScheduleDefinition New = new("30 * * * *") { Id = "new" };

    [Fact]
    public void WhileBothVersionsRun_EachServesWhatItDeclares_WhoeverStartsLast() => SimulatedThread.ForEachSeed(20, async thread =>
    {
        var store = ScheduleHost.StoreOf(thread);
        await ScheduleHost.StartAsync(thread, store, Old, Kept);
        await ScheduleHost.StartAsync(thread, store, Kept, New);
        await Task.Delay(TimeSpan.FromMinutes(5), thread.Time);
        await ScheduleHost.StartAsync(thread, store, Old, Kept);
        await Task.Delay(TimeSpan.FromMinutes(120), thread.Time);

        Assert.Equal("1 00:10, 1 00:20, 1 00:30, 1 01:10, 1 01:20, 1 01:30", await store.DueTimesAsync());
    });

    [Fact]
    public void Hosts_DoNotOverwriteEachOtherForEver() => SimulatedThread.Run(async thread =>
    {
        var store = ScheduleHost.StoreOf(thread);
        var changes = 0;
        var counting = new FaultInjectingStore(store, FaultPlan.Of(call =>
        {
            changes += call.Kind is StoreCallKind.PutSchedule or StoreCallKind.RemoveSchedule ? 1 : 0;
            return Fault.None;
        }));
        await ScheduleHost.StartAsync(thread, counting, Old, Kept, new ScheduleDefinition("40 * * * *") { Id = "changed" });
        await ScheduleHost.StartAsync(thread, counting, Kept, New, new ScheduleDefinition("50 * * * *") { Id = "changed" });
        await Task.Delay(TimeSpan.FromMinutes(5), thread.Time);
        var atFirst = changes;

        await Task.Delay(TimeSpan.FromHours(5), thread.Time);

        Assert.InRange(atFirst, low: 4, high: 12);
        Assert.Equal(atFirst, changes);
    });

    [Fact]
    public void WithItsLastHost_AScheduleIsGone_AndAfterAnHourFromTheStore() => SimulatedThread.Run(async thread =>
    {
        var store = ScheduleHost.StoreOf(thread);
        var old = await ScheduleHost.StartAsync(thread, store, Old, Kept);
        await Task.Delay(TimeSpan.FromMinutes(15), thread.Time);
        await old.StopAsync();
        var host = await ScheduleHost.StartAsync(thread, store, Kept, New);
        await Task.Delay(TimeSpan.FromMinutes(1), thread.Time);
        Assert.Equal(["kept", "new"], (await host.Schedules.ListAsync()).Select(schedule => schedule.Id));
        Assert.Equal(3, (await store.ListSchedulesAsync(CancellationToken.None)).Count);

        await Task.Delay(TimeSpan.FromMinutes(70), thread.Time);

        Assert.Equal("1 00:10, 1 00:20, 1 00:30, 1 01:20", await store.DueTimesAsync());
        Assert.Equal(["kept", "new"], (await store.ListSchedulesAsync(CancellationToken.None)).Select(schedule => schedule.Id));
    });

    [Fact]
    public void ARollbackWithinTheHour_LosesNoTime() => SimulatedThread.Run(async thread =>
    {
        var store = ScheduleHost.StoreOf(thread);
        var first = await ScheduleHost.StartAsync(thread, store, Old);
        await Task.Delay(TimeSpan.FromMinutes(5), thread.Time);
        await first.StopAsync();
        var second = await ScheduleHost.StartAsync(thread, store, New);
        await Task.Delay(TimeSpan.FromMinutes(20), thread.Time);
        await second.StopAsync();
        await ScheduleHost.StartAsync(thread, store, Old);
        await thread.RestAsync();

        Assert.Equal("1 00:10", await store.DueTimesAsync());
    });

    [Fact]
    public void OtherTimesUnderOneId_CountAnew() => SimulatedThread.Run(async thread =>
    {
        var store = ScheduleHost.StoreOf(thread);
        var first = await ScheduleHost.StartAsync(thread, store, new ScheduleDefinition("0 0 1 * *") { Id = "report" });
        await Task.Delay(TimeSpan.FromMinutes(200), thread.Time);
        await first.StopAsync();

        await ScheduleHost.StartAsync(thread, store, new ScheduleDefinition("0 * * * *") { Id = "report" });
        await Task.Delay(TimeSpan.FromMinutes(50), thread.Time);

        Assert.Equal(("1 04:00", null), (await store.DueTimesAsync(), (await store.ScheduledTimesAsync())[0].PreviousDueAt));
    });

    [Fact]
    public void ADeclaredScheduleThatIsRemoved_IsBackWithinAMinute() => SimulatedThread.Run(async thread =>
    {
        var store = ScheduleHost.StoreOf(thread);
        var host = await ScheduleHost.StartAsync(thread, store, Kept);
        await Task.Delay(TimeSpan.FromMinutes(30), thread.Time);

        Assert.True(await host.Schedules.RemoveAsync("kept"));
        await Task.Delay(TimeSpan.FromMinutes(60), thread.Time);

        Assert.Equal("1 00:20, 1 01:20", await store.DueTimesAsync());
    });
}
