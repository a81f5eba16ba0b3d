using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Runnel.Crash.Checks;
using Runnel.Crash.Roles;

namespace Runnel.Crash.Controller;

/// <summary>One campaign: starts the processes, kills them, waits for the runs to end, and checks what is left.</summary>
public static class CrashCampaign
{
    private static readonly TimeSpan LongestSlotPause = TimeSpan.FromMilliseconds(60);

    /// <summary>Runs a campaign. Its processes have ended when it returns, however it does.</summary>
    /// <param name="options">How large it is.</param>
    /// <param name="output">Where it says how it goes on; the last line is the result's.</param>
    /// <param name="cancellationToken">Ends it, and its processes.</param>
    public static async Task<CampaignResult> RunAsync(CampaignOptions options, TextWriter output, CancellationToken cancellationToken = default)
    {
        var start = Stopwatch.GetTimestamp();
        var folder = WorkFolder.Create(options.Folder);
        await output.WriteLineAsync($"{options.Kills} kills, seed {options.Seed}, in {folder.Root}");
        var findings = new Findings();
        var (tally, samples) = options.InspectOnly ? (new KillTally(), 0) : await KillAsync(options, folder, findings, output, cancellationToken);
        var inspection = await InspectAsync(options, folder, findings, cancellationToken);
        var result = new CampaignResult(tally, inspection.Runs, inspection.Statistics.Chunks, samples, findings.All);
        await new CampaignReport(result, folder, inspection, output).WriteAsync(Stopwatch.GetElapsedTime(start));
        if (result.HasPassed && options is { Keep: false, InspectOnly: false })
        {
            Directory.Delete(folder.Root, recursive: true);
        }

        await output.WriteLineAsync(result.Summary);
        return result;
    }

    private static async Task<(KillTally Tally, int Samples)> KillAsync(
        CampaignOptions options, WorkFolder folder, Findings findings, TextWriter output, CancellationToken cancellationToken)
    {
        using var campaign = new CampaignBoard(folder);
        campaign.QueueLimit = options.Limit;
        await using var fleet = new Fleet(options, folder, findings);
        await using var slots = new SlotSampler(folder, options.Limit, LongestSlotPause, options.Seed, findings);
        using var families = new FamilyWatch(folder, options.Seed);
        fleet.Start();
        var tally = await new KillPhase(options, fleet, campaign, families, output).RunAsync(cancellationToken);

        using var host = RoleHost.CreateClient(folder).Build();
        await host.StartAsync(cancellationToken);
        var end = Stopwatch.GetTimestamp();
        await new EndPhase(
            options, fleet, campaign, folder, host.Services.GetRequiredService<IRunnelClient>(), host.Services.GetRequiredService<IScheduleClient>(), findings)
            .RunAsync(cancellationToken);
        await host.StopAsync(cancellationToken);
        await output.WriteLineAsync($"all runs and processes had ended {Stopwatch.GetElapsedTime(end).TotalSeconds:0.0} s after the last kill");
        await output.WriteLineAsync($"slots were looked at {slots.Samples} times; at most {slots.Most} of {options.Limit} of a lane were taken");
        return (tally, slots.Samples);
    }

    internal static async Task<InspectionResult> InspectAsync(
        CampaignOptions options, WorkFolder folder, Findings findings, CancellationToken cancellationToken)
    {
        using var campaign = new CampaignBoard(folder);
        using var host = RoleHost.CreateClient(folder).Build();
        await host.StartAsync(cancellationToken);
        var inspection = await new Inspection(host.Services, Testimonies.Read(folder), options, campaign, findings).RunAsync(cancellationToken);
        await host.StopAsync(cancellationToken);
        SlotSampler.CheckEnd(folder, findings);
        DatabaseCheck.Check(folder, findings);
        return inspection;
    }
}
