using Runnel.Crash.Controller;

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
}
