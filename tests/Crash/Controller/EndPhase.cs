using System.Diagnostics;
using Runnel.Crash.Checks;
using Runnel.Crash.Journals;
using Runnel.Crash.Roles;
using Runnel.Crash.Tasks;

namespace Runnel.Crash.Controller;

/// <summary>After the last kill: every run comes to its end, then every process.</summary>
internal sealed class EndPhase(CampaignOptions options, Fleet fleet, CampaignBoard campaign, WorkFolder folder, IRunnelClient client, IScheduleClient schedules, Findings findings)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan SubscriberTimeout = TimeSpan.FromSeconds(60);
    private static readonly RunStatus[] Unfinished = [RunStatus.Queued, RunStatus.Delayed, RunStatus.Executing, RunStatus.Waiting];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        var isOver = await UntilAsync(start, () => Task.FromResult(HasAskedForAll()), cancellationToken);
        if (!isOver)
        {
            findings.Add(FindingKind.Stuck, $"Of {campaign.AllowedRuns} runs not all had been triggered {options.EndTimeout.TotalSeconds:0} s after the last kill.");
        }

        await fleet.StopTriggerAsync();
        campaign.ClosedAt = DateTimeOffset.UtcNow;
        isOver &= await UntilAsync(start, async () => (await ListUnfinishedAsync(limit: 100, cancellationToken)).Count == 0, cancellationToken);
        foreach (var run in await ListUnfinishedAsync(limit: 1_000, cancellationToken))
        {
            findings.Add(FindingKind.Stuck, run.Id, $"It is {run.Status}, attempt {run.Attempt}, {options.EndTimeout.TotalSeconds:0} s after the last kill.");
        }

        campaign.IsClosed = true;
        await schedules.RemoveAsync(Ticking.Created, cancellationToken);
        await fleet.AwaitSubscribersAsync(isOver ? SubscriberTimeout : TimeSpan.FromSeconds(5));
        await fleet.StopWorkersAsync();
    }

    private async Task<bool> UntilAsync(long start, Func<Task<bool>> isOver, CancellationToken cancellationToken)
    {
        while (!await isOver())
        {
            if (Stopwatch.GetElapsedTime(start) > options.EndTimeout)
            {
                return false;
            }

            await fleet.RestartEndedAsync();
            await Task.Delay(Poll, cancellationToken);
        }

        return true;
    }

    private bool HasAskedForAll() =>
        new JournalTail(folder, RoleOptions.Trigger).ReadNew().LastOrDefault(line => line.Verb == Verbs.Asked) is { } last
        && Testimonies.Number(last.Words[1]) + 1 >= campaign.AllowedRuns;

    private async Task<IReadOnlyList<RunSummary>> ListUnfinishedAsync(int limit, CancellationToken cancellationToken)
    {
        var runs = new List<RunSummary>();
        foreach (var status in Unfinished)
        {
            runs.AddRange(await client.ListAsync(new RunQuery { Status = status, Limit = limit }, cancellationToken));
        }

        // Those of schedules do not end.
        return [.. runs.Where(run => run.TaskId != Ticking.Id || run.CreatedAt < campaign.ClosedAt)];
    }
}
