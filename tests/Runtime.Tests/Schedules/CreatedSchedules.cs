using System.Text.Json;
using Runnel.Definitions;
using Runnel.Storage;

namespace Runnel.Tests.Schedules;

/// <summary>Schedules that are made while the program runs.</summary>
public sealed class CreatedSchedules
{
    internal sealed record Asked(string Text);

    private static readonly ScheduleOptions Berlin = new() { TimeZone = "Europe/Berlin", Missed = MissedRuns.Skip };

    [Fact]
    public void TypedClients_GiveTheirPayload() => WithHost(async (thread, store, host) =>
    {
        await host.Schedules.CreateAsync("asked", host.Get<ScheduledTaskClient<Asked>>(), "0 * * * *", new Asked("Oslo?"));
        await host.Schedules.CreateAsync("bare", host.Get<ScheduledTaskClient<ScheduledTime>>(), "0 * * * *", Berlin);
        await Task.Delay(TimeSpan.FromMinutes(61), thread.Time);

        var runs = await host.Runnel.ListAsync();
        Assert.Equal(["question", "tick"], runs.Select(run => run.TaskId).Order());
        Assert.Equal("""{"text":"Oslo?"}""", (await host.Runnel.GetAsync(runs.Single(run => run.TaskId == "question").Id))!.Payload.GetRawText());
        Assert.Equal("Europe/Berlin", (await store.ScheduledTimesAsync("bare"))[0].TimeZone);
    });

    [Fact]
    public void WhatIsListed_IsWhatWasCreated() => WithHost(async (thread, _, host) =>
    {
        var payload = JsonSerializer.SerializeToElement(new { text = "a" });
        var created = await host.Schedules.CreateAsync("b", "question", "30 6 * * *", payload, Berlin);
        await host.Schedules.CreateAsync("a", ScheduleHost.TaskId, "@hourly");

        var listed = await host.Schedules.ListAsync();
        Assert.Equal(["a", "b"], listed.Select(schedule => schedule.Id));
        Assert.Equal(created with { Payload = null }, listed[1] with { Payload = null });
        Assert.Equal(("question", "30 6 * * *", "Europe/Berlin", MissedRuns.Skip, false, null), (created.TaskId, created.Cron, created.TimeZone, created.Missed, created.IsDeclared, created.LastDueAt));
        Assert.Equal("""{"text":"a"}""", listed[1].Payload!.Value.GetRawText());
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 6, 30, 0, TimeSpan.FromHours(1)), created.NextDueAt);
        Assert.Equal(["1 06:30", "2 06:30", "3 06:30"], (await host.Schedules.NextAsync("b", 3)).Select(ScheduledRunList.Text));
        await Task.Delay(TimeSpan.FromMinutes(61), thread.Time);
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 1, 0, 0, TimeSpan.Zero), (await host.Schedules.ListAsync())[0].LastDueAt);
    });

    [Fact]
    public void CreatedAgain_ItLosesNoTime_AndWithOtherTimesItCountsAnew() => WithHost(async (thread, store, host) =>
    {
        await host.Schedules.CreateAsync("s", ScheduleHost.TaskId, "*/10 * * * *");
        await Task.Delay(TimeSpan.FromMinutes(15), thread.Time);
        await host.StopAsync();
        thread.Time.Advance(TimeSpan.FromMinutes(30));

        var next = await ScheduleHost.StartAsync(thread, store);
        await next.Schedules.CreateAsync("s", ScheduleHost.TaskId, "*/10 * * * *");
        await thread.RestAsync();
        Assert.Equal("1 00:10, 1 00:40", await store.DueTimesAsync());

        await next.Schedules.CreateAsync("s", ScheduleHost.TaskId, "*/2 * * * *");
        await Task.Delay(TimeSpan.FromMinutes(2), thread.Time);
        Assert.Equal("1 00:10, 1 00:40, 1 00:46", await store.DueTimesAsync());
    });

    [Fact]
    public void ARemovedSchedule_CreatesNoMore() => WithHost(async (thread, store, host) =>
    {
        await host.Schedules.CreateAsync("s", ScheduleHost.TaskId, "*/10 * * * *");
        await Task.Delay(TimeSpan.FromMinutes(15), thread.Time);
        Assert.True(await host.Schedules.RemoveAsync("s"));
        Assert.False(await host.Schedules.RemoveAsync("s"));

        await Task.Delay(TimeSpan.FromMinutes(30), thread.Time);
        Assert.Equal("1 00:10", await store.DueTimesAsync());
    });

    [Fact]
    public void WhatDoesNotFit_IsRefused_AndNothingIsCreated() => WithHost(async (_, store, host) =>
    {
        var schedules = host.Schedules;
        var payload = JsonSerializer.SerializeToElement(new { text = "a" });
        await Assert.ThrowsAsync<ArgumentException>(() => schedules.CreateAsync("a b", "question", "@daily", payload));
        await Assert.ThrowsAsync<TaskNotFoundException>(() => schedules.CreateAsync("s", "unknown", "@daily", payload));
        await Says("'x' is no cron expression", () => schedules.CreateAsync("s", "question", "x", payload));
        await Says("'Mars/Base' is no time zone", () => schedules.CreateAsync("s", "question", "@daily", payload, new ScheduleOptions { TimeZone = "Mars/Base" }));
        await Says("no time is left that '0 0 30 2 *' names", () => schedules.CreateAsync("s", "question", "0 0 30 2 *", payload));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => schedules.CreateAsync("s", "question", "@daily", payload, new ScheduleOptions { Missed = (MissedRuns)9 }));
        await Assert.ThrowsAsync<PayloadException>(() => schedules.CreateAsync("s", "question", "@daily"));
        await Assert.ThrowsAsync<PayloadException>(() => schedules.CreateAsync("s", "question", "@daily", JsonSerializer.SerializeToElement(new { text = 1 })));
        await Assert.ThrowsAsync<PayloadException>(() => schedules.CreateAsync("s", "question", "@daily", JsonSerializer.SerializeToElement(new { text = new string('a', 3 * 1024 * 1024) })));
        await Assert.ThrowsAsync<PayloadException>(() => schedules.CreateAsync("s", ScheduleHost.TaskId, "@daily", payload));
        await Says("there is none of this id", () => schedules.NextAsync("s"));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => schedules.NextAsync("s", 0));
        Assert.Empty(await store.ListSchedulesAsync(CancellationToken.None));

        static async Task Says(string message, Func<Task> call) =>
            Assert.Contains(message, (await Assert.ThrowsAsync<ScheduleException>(call)).Message, StringComparison.Ordinal);
    });

    [Fact]
    public void AnIdThatATaskDeclares_IsTaken_AndTheOtherWayRoundItIsTold() => SimulatedThread.Run(async thread =>
    {
        var store = ScheduleHost.StoreOf(thread);
        var declaring = await ScheduleHost.StartAsync(thread, store, new ScheduleDefinition("0 * * * *") { Id = "mine" });
        await thread.RestAsync();
        await Assert.ThrowsAsync<ScheduleException>(() => declaring.Schedules.CreateAsync("mine", ScheduleHost.TaskId, "@daily"));
        await declaring.Schedules.CreateAsync("theirs", ScheduleHost.TaskId, "30 * * * *");

        await ScheduleHost.StartAsync(thread, store, new ScheduleDefinition("10 * * * *") { Id = "theirs" }, new ScheduleDefinition("0 * * * *") { Id = "mine" });
        await Task.Delay(TimeSpan.FromMinutes(61), thread.Time);

        Assert.Equal("1 00:30, 1 01:00", await store.DueTimesAsync());
        Assert.Single(thread.Logs.All, log => log.Exception is ScheduleException { ScheduleId: "theirs" });
    });

    private static void WithHost(Func<SimulatedThread, IRunStore, ScheduleHost, Task> scenario) => SimulatedThread.Run(async thread =>
    {
        var store = ScheduleHost.StoreOf(thread);
        await scenario(thread, store, await ScheduleHost.StartTasksAsync(
            thread, store, new ScheduledTask<ScheduledTime>(ScheduleHost.TaskId).Module, new ScheduledTask<Asked>("question").Module));
    });
}
