using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Runnel.Crash.Checks;
using Runnel.Crash.Checks.Agents;
using Runnel.Crash.Roles;
using Runnel.Crash.Tasks.Agents;

namespace Runnel.Crash.Controller.Agents;

/// <summary>
/// Nothing but agents, whose workers are killed while models think and write and tools are called. Of what the log had of an agent nothing is paid again by its
/// next execution: neither its model nor its tools.
/// </summary>
public static class AgentsCampaign
{
    private const int FindingsShown = 20;

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(40);

    /// <summary>Runs a campaign. Its processes have ended when it returns, however it does.</summary>
    /// <param name="options">How large it is.</param>
    /// <param name="output">Where it says how it goes on; the last line is the result's.</param>
    /// <param name="cancellationToken">Ends it, and its processes.</param>
    public static async Task<AgentsResult> RunAsync(CampaignOptions options, TextWriter output, CancellationToken cancellationToken = default)
    {
        var start = Stopwatch.GetTimestamp();
        var folder = WorkFolder.Create(options.Folder);
        await output.WriteLineAsync($"{options.Agents} kills, seed {options.Seed}, in {folder.Root}");
        var findings = new Findings();
        using var host = RoleHost.CreateClient(folder).Build();
        await host.StartAsync(cancellationToken);
        var tally = options.InspectOnly ? new AgentTally() : await KillAsync(options, folder, host.Services, findings, output, cancellationToken);
        var inspection = new AgentInspection(host.Services, Testimonies.Read(folder), findings);
        var statistics = await inspection.RunAsync(cancellationToken);
        await DescribeAsync(inspection, folder, findings, output, cancellationToken);
        await host.StopAsync(cancellationToken);
        SlotSampler.CheckEnd(folder, findings);
        DatabaseCheck.Check(folder, findings);

        var result = new AgentsResult(tally, statistics, findings.All);
        await output.WriteLineAsync($"took {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s; {statistics}");
        foreach (var line in result.Shortfalls.Select(shortfall => $"too little: {shortfall}").Concat(result.Findings.Take(FindingsShown).Select(finding => finding.ToString())))
        {
            await output.WriteLineAsync(line);
        }

        if (result.HasPassed && options is { Keep: false, InspectOnly: false })
        {
            Directory.Delete(folder.Root, recursive: true);
        }

        await output.WriteLineAsync(result.Summary);
        return result;
    }

    private static async Task<AgentTally> KillAsync(
        CampaignOptions options, WorkFolder folder, IServiceProvider services, Findings findings, TextWriter output, CancellationToken cancellationToken)
    {
        using var campaign = new CampaignBoard(folder);
        campaign.QueueLimit = options.Limit;
        await using var fleet = new Fleet([
            .. Enumerable.Range(0, options.Workers).Select(index => new WorkerSlot(RoleOptions.AgentWorker, index, folder, options.Seed, findings)),
        ]);
        using var feed = new AgentFeed(options, folder, services.GetRequiredService<Agenting.TaskClient>());
        fleet.Start();
        var tally = await new AgentKills(options, fleet, feed, output).RunAsync(cancellationToken);
        await AwaitEndAsync(options, fleet, feed, findings, cancellationToken);
        await Task.WhenAll(fleet.Workers.Select(worker => worker.StopAsync(StopTimeout)));
        return tally;
    }

    private static async Task AwaitEndAsync(CampaignOptions options, Fleet fleet, AgentFeed feed, Findings findings, CancellationToken cancellationToken)
    {
        for (var start = Stopwatch.GetTimestamp(); feed.Left is not 0;)
        {
            if (Stopwatch.GetElapsedTime(start) > options.EndTimeout)
            {
                findings.Add(FindingKind.Stuck, $"{feed.Left} agents had not ended {options.EndTimeout.TotalSeconds:0} s after the last kill.");
                return;
            }

            await Task.Delay(Poll, cancellationToken);
            await fleet.RestartEndedAsync();
        }
    }

    private static async Task DescribeAsync(
        AgentInspection inspection, WorkFolder folder, Findings findings, TextWriter output, CancellationToken cancellationToken)
    {
        if (findings.All.FirstOrDefault(finding => finding.RunId is not null)?.RunId is { } offender)
        {
            var path = Path.Combine(folder.Root, offender + ".txt");
            await File.WriteAllLinesAsync(path, await inspection.DescribeAsync(offender, cancellationToken), cancellationToken);
            await output.WriteLineAsync($"The first run with a finding, whole in {path}; what the processes printed is in {folder.Output}.");
        }
    }
}
