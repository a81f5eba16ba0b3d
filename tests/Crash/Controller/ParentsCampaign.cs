using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Runnel.Crash.Checks;
using Runnel.Crash.Roles;
using Runnel.Crash.Tasks;

namespace Runnel.Crash.Controller;

/// <summary>
/// Nothing but parents with three children: each parent's worker is killed when two of them have completed. Children have a worker of their own, which is
/// not killed, so that each is executed exactly once.
/// </summary>
public static class ParentsCampaign
{
    private const int PerRound = 10;
    private const int ParentWorkers = 2;
    private const int LongestOrphanhoodMilliseconds = 3_000;

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestSlotPause = TimeSpan.FromMilliseconds(60);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(40);

    /// <summary>Runs a campaign. Its processes have ended when it returns, however it does.</summary>
    /// <returns>Whether nothing was found.</returns>
    public static async Task<bool> RunAsync(CampaignOptions options, TextWriter output, CancellationToken cancellationToken = default)
    {
        var start = Stopwatch.GetTimestamp();
        options = options with { Limit = 2 * PerRound };
        var folder = WorkFolder.Create(options.Folder);
        await output.WriteLineAsync($"{options.Parents} parents, seed {options.Seed}, in {folder.Root}");
        var findings = new Findings();
        await KillAsync(options, folder, findings, cancellationToken);
        var inspection = await CrashCampaign.InspectAsync(options, folder, findings, cancellationToken);
        var executions = CheckOnce(options, folder, findings);
        await output.WriteLineAsync($"took {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s; {inspection.Statistics.Families}");
        foreach (var finding in findings.All)
        {
            await output.WriteLineAsync(finding.ToString());
        }

        foreach (var line in inspection.OffenderLog)
        {
            await output.WriteLineAsync(line);
        }

        var hasPassed = findings.All.Count == 0;
        await output.WriteLineAsync(hasPassed
            ? $"parents={options.Parents} executions of each child = {executions}"
            : $"parents={options.Parents} findings={findings.All.Count}, kept in {folder.Root}");
        if (hasPassed && !options.Keep)
        {
            Directory.Delete(folder.Root, recursive: true);
        }

        return hasPassed;
    }

    private static async Task KillAsync(CampaignOptions options, WorkFolder folder, Findings findings, CancellationToken cancellationToken)
    {
        using var campaign = new CampaignBoard(folder);
        campaign.QueueLimit = options.Limit;
        await using var fleet = new Fleet([
            .. Enumerable.Range(0, ParentWorkers).Select(index => new WorkerSlot(RoleOptions.ParentWorker, index, folder, options.Seed, findings)),
            new WorkerSlot(RoleOptions.ChildWorker, ParentWorkers, folder, options.Seed, findings),
        ]);
        await using var slots = new SlotSampler(folder, options.Limit, LongestSlotPause, options.Seed, findings);
        using var families = new FamilyWatch(folder, options.Seed);
        fleet.Start();
        using var host = RoleHost.CreateClient(folder).Build();
        await host.StartAsync(cancellationToken);
        var random = new Random(options.Seed);
        for (var number = 0; number < options.Parents; number += PerRound)
        {
            using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            giveUp.CancelAfter(options.EndTimeout);
            var next = Math.Min(options.Parents, number + PerRound);
            try
            {
                await RoundAsync(number, next);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                findings.Add(FindingKind.Stuck, $"The parents {number} to {next - 1} had not come halfway, or to their end, in {options.EndTimeout.TotalSeconds:0} s.");
                break;
            }

            async Task RoundAsync(int from, int to)
            {
                var gathering = host.Services.GetRequiredService<Gathering.TaskClient>();
                var batch = await gathering.BatchTriggerAsync(
                    Enumerable.Range(from, to - from).Select(one => new BatchItem<Assignment>(options.Assign(one))), giveUp.Token);
                var waiting = await HalfwayAsync(families, fleet, to - from, giveUp.Token);
                var gone = fleet.Workers.Take(ParentWorkers).Select(worker => worker.KillAsync()).ToList();
                await Task.WhenAll(gone);
                waiting.ForEach(families.Note);
                foreach (var worker in fleet.Workers.Take(ParentWorkers))
                {
                    worker.Start();
                }

                // The last child ends while its parent is nobody's, or when somebody has joined it again.
                await Task.Delay(random.Next(LongestOrphanhoodMilliseconds), giveUp.Token);
                campaign.OpenGates = to;
                await batch.WaitAsync(giveUp.Token);
            }
        }

        await host.StopAsync(cancellationToken);
        campaign.ClosedAt = DateTimeOffset.UtcNow;
        await Task.WhenAll(fleet.Workers.Select(worker => worker.StopAsync(StopTimeout)));
    }

    private static async Task<List<Family>> HalfwayAsync(FamilyWatch families, Fleet fleet, int count, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (families.Look() is { } look && look.Count == count)
            {
                return [.. look];
            }

            await fleet.RestartEndedAsync();
            await Task.Delay(Poll, cancellationToken);
        }
    }

    private static int CheckOnce(CampaignOptions options, WorkFolder folder, Findings findings)
    {
        var testimonies = Testimonies.Read(folder);
        var children = testimonies.Runs.Where(run => run.Value.Occupations.Count > 0).ToList();
        foreach (var child in children.Where(child => child.Value.Begun.Count != 1))
        {
            findings.Add(FindingKind.Duplicated, child.Key, $"It was executed {child.Value.Begun.Count} times, and no worker of a child was killed.");
        }

        if (children.Count != options.Parents * Assignment.Gathered)
        {
            findings.Add(FindingKind.Duplicated, $"{options.Parents} parents have {children.Count} children that were executed.");
        }

        foreach (var parent in testimonies.Runs.Where(run => run.Value is { Occupations.Count: 0, Begun.Count: > 0 } && (run.Value.Orphaned.Count != 1 || run.Value.Begun.Count < 2)))
        {
            findings.Add(FindingKind.Broken, parent.Key, $"Its worker was killed {parent.Value.Orphaned.Count} times halfway, and it was executed {parent.Value.Begun.Count} times.");
        }

        return children.Select(child => child.Value.Begun.Count).DefaultIfEmpty(0).Max();
    }
}
