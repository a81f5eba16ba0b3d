using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Runnel.Definitions;
using Runnel.Log;
using Runnel.Storage;

namespace Runnel.Tests.Schedules;

/// <summary>What a task may declare, and what its runs are given.</summary>
public sealed class DeclaredSchedules
{
    internal sealed record Settings(int Days = 3, string? Note = null);

    internal sealed record Question(string Text);

    [Fact]
    public void ATaskWithoutPayload_OrWithDefaults_IsGivenAnEmptyObject() => SimulatedThread.Run(async thread =>
    {
        var store = ScheduleHost.StoreOf(thread);
        var host = await ScheduleHost.StartTasksAsync(
            thread, store, new ScheduledTask<NoPayload>("none", new ScheduleDefinition("@hourly")).Module, new ScheduledTask<Settings>("settings", new ScheduleDefinition("@hourly")).Module);

        await Task.Delay(TimeSpan.FromMinutes(61), thread.Time);

        var runs = await host.Runnel.ListAsync();
        Assert.Equal(["none", "settings"], runs.Select(run => run.TaskId).Order());
        Assert.All(runs, run => Assert.Equal(RunStatus.Completed, run.Status));
        foreach (var run in runs)
        {
            Assert.Equal("{}", (await host.Runnel.GetAsync(run.Id))!.Payload.GetRawText());
        }
    });

    [Fact]
    public void TheIdOfASchedule_IsMadeOfTaskExpressionAndTimeZone() => SimulatedThread.Run(async thread =>
    {
        async Task<string> IdAsync(string task, string cron, string zone)
        {
            var host = await ScheduleHost.StartTasksAsync(thread, ScheduleHost.StoreOf(thread), new ScheduledTask<NoPayload>(task, new ScheduleDefinition(cron) { TimeZone = zone }).Module);
            await thread.RestAsync();
            return Assert.Single(await host.Schedules.ListAsync()).Id;
        }

        var first = await IdAsync("tick", "@hourly", "UTC");
        Assert.Matches("^tick[.][0-9a-f]{12}$", first);
        Assert.Equal(first, await IdAsync("tick", "@hourly", "UTC"));
        Assert.Equal(4, new HashSet<string> { first, await IdAsync("tock", "@hourly", "UTC"), await IdAsync("tick", "@daily", "UTC"), await IdAsync("tick", "@hourly", "Europe/Berlin") }.Count);
    });

    [Fact]
    public void WhatCannotBeServed_StopsTheHostAtItsStart()
    {
        Assert.Contains("'x' is no cron expression", Fails<ScheduleException>(new ScheduledTask<NoPayload>("t", new ScheduleDefinition("x")).Module), StringComparison.Ordinal);
        Assert.Contains("no time is left that '0 0 30 2 *'", Fails<ScheduleException>(new ScheduledTask<NoPayload>("t", new ScheduleDefinition("0 0 30 2 *")).Module), StringComparison.Ordinal);
        Assert.Contains("'Mars/Base' is no time zone", Fails<ScheduleException>(new ScheduledTask<NoPayload>("t", new ScheduleDefinition("@daily") { TimeZone = "Mars/Base" }).Module), StringComparison.Ordinal);
        Assert.Contains("'a b'", Fails<ScheduleException>(new ScheduledTask<NoPayload>("t", new ScheduleDefinition("@daily") { Id = "a b" }).Module), StringComparison.Ordinal);
        Assert.Contains(
            "Give one of them another Id",
            Fails<ScheduleException>(
                new ScheduledTask<NoPayload>("t", new ScheduleDefinition("@daily") { Id = "same" }).Module, new ScheduledTask<NoPayload>("u", new ScheduleDefinition("@daily") { Id = "same" }).Module),
            StringComparison.Ordinal);
        Assert.Contains("'t' is not valid", Fails<PayloadException>(new ScheduledTask<Question>("t", new ScheduleDefinition("@daily")).Module), StringComparison.Ordinal);
    }

    [Fact]
    public void ARun_HasTheTagOfItsSchedule_AndTheContractOfItsTask() => SimulatedThread.Run(async thread =>
    {
        var store = ScheduleHost.StoreOf(thread);
        await ScheduleHost.StartAsync(thread, store, new ScheduleDefinition("@hourly") { Id = "hourly" });
        await Task.Delay(TimeSpan.FromMinutes(61), thread.Time);

        var head = Assert.Single(await store.ListAsync(new RunQuery { Tag = "schedule:hourly" }, CancellationToken.None));
        var state = await RunState.ReadAsync(store, head.RunId, head.TaskId, head.Head, CancellationToken.None);
        Assert.NotNull(state.ContractHash);
        Assert.DoesNotContain(thread.Logs.All, log => log.Message.Contains("contract", StringComparison.Ordinal));
    });

    private static string Fails<TException>(params TaskModule[] modules)
        where TException : RunnelException
    {
        var services = new ServiceCollection();
        services.AddRunnel(runnel =>
        {
            runnel.UseInMemory();
            foreach (var module in modules)
            {
                runnel.Add(module);
            }
        });
        var provider = services.BuildServiceProvider();
        return Assert.Throws<TException>(() => provider.GetServices<IHostedService>().ToList()).Message;
    }
}
