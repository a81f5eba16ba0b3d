using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Runnel.Crash.Checks;
using Runnel.Crash.Roles;
using Runnel.Crash.Tasks;

namespace Runnel.Crash.Controller;

/// <summary>Nothing but short runs in one lane of a queue, over several worker processes that nobody kills: never more at once than the limit.</summary>
public static class QueueCampaign
{
    private const int PerBatch = 250;
    private const int ReadyWorkers = 3;

    private static readonly TimeSpan LongestSlotPause = TimeSpan.FromMilliseconds(3);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(40);

    /// <summary>Runs a campaign. Its processes have ended when it returns, however it does.</summary>
    /// <returns>Whether nothing was found.</returns>
    public static async Task<bool> RunAsync(CampaignOptions options, TextWriter output, CancellationToken cancellationToken = default)
    {
        var start = Stopwatch.GetTimestamp();
        var folder = WorkFolder.Create(options.Folder);
        await output.WriteLineAsync($"{options.Queued} runs in a queue with limit {options.Limit}, in {folder.Root}");
        var findings = new Findings();
        var (samples, mostSlots) = await ExecuteAsync(options, folder, findings, cancellationToken);
        var (mostWitnessed, workers) = Check(options, folder, findings);
        SlotSampler.CheckEnd(folder, findings);
        DatabaseCheck.Check(folder, findings);
        await output.WriteLineAsync($"took {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s; slots taken at once {mostSlots}, executed at once {mostWitnessed}, by {workers} processes");
        foreach (var finding in findings.All)
        {
            await output.WriteLineAsync(finding.ToString());
        }

        if (findings.All.Count == 0 && !options.Keep)
        {
            Directory.Delete(folder.Root, recursive: true);
        }

        await output.WriteLineAsync($"runs={options.Queued} limit={options.Limit} most at once={Math.Max(mostSlots, mostWitnessed)} samples={samples}");
        return findings.All.Count == 0;
    }

    private static async Task<(int Samples, int Most)> ExecuteAsync(
        CampaignOptions options, WorkFolder folder, Findings findings, CancellationToken cancellationToken)
    {
        using var campaign = new CampaignBoard(folder);
        campaign.QueueLimit = options.Limit;
        await using var fleet = new Fleet([
            .. Enumerable.Range(0, ReadyWorkers).Select(index => new WorkerSlot(RoleOptions.ChildWorker, index, folder, options.Seed, findings)),
        ]);
        await using var slots = new SlotSampler(folder, options.Limit, LongestSlotPause, options.Seed, findings);
        fleet.Start();
        using var host = RoleHost.CreateClient(folder).Build();
        await host.StartAsync(cancellationToken);
        var client = host.Services.GetRequiredService<Portioning.TaskClient>();
        var random = new Random(options.Seed);
        for (var number = 0; number < options.Queued; number += PerBatch)
        {
            await client.BatchTriggerAsync(
                Enumerable.Range(number, Math.Min(PerBatch, options.Queued - number)).Select(one =>
                    new BatchItem<Portion>(new Portion(one, Index: 0, random.Next(4), IsPausing: random.Next(5) == 0, IsGated: false, Lane: null))),
                cancellationToken);
        }

        await AwaitAsync(options, folder, fleet, findings, cancellationToken);
        await host.StopAsync(cancellationToken);
        await Task.WhenAll(fleet.Workers.Select(worker => worker.StopAsync(StopTimeout)));
        return (slots.Samples, slots.Most);
    }

    private static async Task AwaitAsync(CampaignOptions options, WorkFolder folder, Fleet fleet, Findings findings, CancellationToken cancellationToken)
    {
        using var database = new DatabaseView(folder);
        var start = Stopwatch.GetTimestamp();
        var (left, changedAt) = (options.Queued, start);
        while (left > 0)
        {
            await Task.Delay(Poll, cancellationToken);
            await fleet.RestartEndedAsync();
            var now = database.TryQuery("SELECT count(*) FROM run WHERE finished IS NULL") is [[{ } count]] ? int.Parse(count, CultureInfo.InvariantCulture) : left;
            (left, changedAt) = (now, now == left ? changedAt : Stopwatch.GetTimestamp());
            if (Stopwatch.GetElapsedTime(changedAt) > TimeSpan.FromSeconds(30))
            {
                findings.Add(FindingKind.Stuck, $"{left} runs are left, and none has ended for 30 s.");
                return;
            }
        }
    }

    private static (int Most, int Workers) Check(CampaignOptions options, WorkFolder folder, Findings findings)
    {
        using var database = new DatabaseView(folder);
        var ends = database.TryQuery("SELECT status, attempt, count(*) FROM run GROUP BY 1, 2") ?? [];
        if (ends is not [["10", "1", var completed]] || completed != options.Queued.ToString(CultureInfo.InvariantCulture))
        {
            findings.Add(FindingKind.Lost, $"Of {options.Queued} runs there are, by status, attempts and number: {string.Join(", ", ends.Select(end => string.Join('/', end)))}. All should be 10/1.");
        }

        var runs = Testimonies.Read(folder).Runs;
        foreach (var run in runs.Where(run => run.Value.Begun.Count != 1))
        {
            findings.Add(FindingKind.Duplicated, run.Key, $"It was executed {run.Value.Begun.Count} times.");
        }

        var most = OccupationCheck
            .MostAtOnce(runs.SelectMany(run => run.Value.Occupations.Select(one => (run.Key, one.Lane, one.From, one.To))))
            .ToList();
        foreach (var lane in most.Where(lane => lane.Most > options.Limit))
        {
            findings.Add(FindingKind.Broken, lane.RunId, $"At {lane.At:HH:mm:ss.ffff} {lane.Most} runs were executed at once.");
        }

        return (most.Select(lane => lane.Most).DefaultIfEmpty(0).Max(), runs.SelectMany(run => run.Value.Begun).Select(begun => begun.Process).Distinct().Count());
    }
}
