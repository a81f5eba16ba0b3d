using Runnel.Crash.Controller;
using Runnel.Crash.Controller.Agents;

namespace Runnel.Crash.Tests;

/// <summary>The crash harness in its short form; the long one is a command, named in docs/guarantees.md.</summary>
public sealed class CrashTests
{
    [Fact]
    public async Task TwentyKills_LoseNothing_AndDoubleNothing()
    {
        using var output = new StringWriter();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(10));

        var result = await CrashCampaign.RunAsync(new CampaignOptions { Kills = 20 }, output, limit.Token);

        Assert.True(result.HasPassed, output.ToString());
    }

    [Fact]
    public async Task TenParentsKilledHalfway_HaveEachChildOnce()
    {
        using var output = new StringWriter();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));

        var hasPassed = await ParentsCampaign.RunAsync(new CampaignOptions { Parents = 10 }, output, limit.Token);

        Assert.True(hasPassed, output.ToString());
        Assert.EndsWith("parents=10 executions of each child = 1", output.ToString().TrimEnd());
    }

    [Fact]
    public async Task FiveHundredRuns_NeverExceedALimitOfFive_OverThreeProcesses()
    {
        using var output = new StringWriter();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));

        var hasPassed = await QueueCampaign.RunAsync(new CampaignOptions { Queued = 500, Limit = 5 }, output, limit.Token);

        Assert.True(hasPassed, output.ToString());
        Assert.Contains("runs=500 limit=5 most at once=5 ", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TenKillsOfAgents_PayNothingTwice()
    {
        using var output = new StringWriter();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));

        var result = await AgentsCampaign.RunAsync(new CampaignOptions { Agents = 10 }, output, limit.Token);

        Assert.True(result.HasPassed, output.ToString());
    }
}
