using Runnel.Definitions;

namespace Runnel.Tests.Schedules;

/// <summary>What a user sees of schedules in a test of their own, whose clock moves when it is moved.</summary>
public sealed class TestHosts
{
    [Fact]
    public async Task AWeek_HasItsSevenRuns()
    {
        await using var host = await RunnelTestHost.StartAsync(
            runnel => runnel.Add(new ScheduledTask<ScheduledTime>("tick", new ScheduleDefinition("30 6 * * *") { TimeZone = "Europe/Berlin", Missed = MissedRuns.Skip }).Module));

        await host.AdvanceAsync(TimeSpan.FromDays(7));

        var runs = await host.Client<IRunnelClient>().ListAsync();
        Assert.Equal(7, runs.Count);
        Assert.All(runs, run => Assert.Equal(("05:30", RunStatus.Completed), (run.CreatedAt.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture), run.Status)));
    }

    [Fact]
    public async Task AScheduleThatIsCreated_IsServedAtOnce()
    {
        await using var host = await RunnelTestHost.StartAsync(runnel => runnel.Add(new ScheduledTask<ScheduledTime>("tick").Module));

        await host.Client<IScheduleClient>().CreateAsync("soon", "tick", "*/5 * * * * *", options: new ScheduleOptions { Missed = MissedRuns.Skip });
        await host.AdvanceAsync(TimeSpan.FromSeconds(31));

        Assert.Equal(6, (await host.Client<IRunnelClient>().ListAsync()).Count);
    }
}
