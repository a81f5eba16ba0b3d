using System.Diagnostics;
using Runnel.Crash.Roles;

namespace Runnel.Crash.Controller;

/// <summary>The time in which processes are killed and started again.</summary>
internal sealed class KillPhase(CampaignOptions options, Fleet fleet, CampaignBoard campaign, FamilyWatch families, TextWriter output)
{
    /// <summary>How many runs there are for each kill.</summary>
    private const int RunsPerKill = 14;

    private const int FirstRuns = 30;
    private const int KillsPerReport = 25;

    /// <summary>From the lease to three times the lease.</summary>
    private const int ShortestTroubleMilliseconds = 1_500;
    private const int LongestTroubleMilliseconds = 4_500;

    private static readonly TimeSpan LongestWatch = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(40);

    private readonly Random random = new(options.Seed);
    private readonly List<Task> comingBack = [];
    private KillTally tally = new();
    private int subscribers;
    private int triggers;
    private int cutOffs;
    private int holds;
    private int stops;

    public async Task<KillTally> RunAsync(CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        var moments = new KillMoments(random, fleet.Workers, families);
        campaign.AllowedRuns = FirstRuns;
        await moments.WaitForFirstAsync(cancellationToken);
        while (tally.Kills < options.Kills)
        {
            var victims = await moments.NextAsync(cancellationToken);
            var before = tally.Kills;

            // All signals first: looking at one that is dead takes longer than the next one may live.
            var kills = victims.Take(options.Kills - tally.Kills).Select(worker => (Worker: worker, Id: worker.ProcessId, End: worker.KillAsync())).ToList();

            // A dead worker has its runs until its lease is over.
            var halfway = families.Look();
            foreach (var (worker, id, end) in kills)
            {
                var orphaned = halfway.Where(family => family.ProcessId == id).ToList();
                tally = await end ? tally.With(worker.Board.Now, orphaned.Count > 0) : tally;
                orphaned.ForEach(families.Note);
                comingBack.Add(ComeBackAsync(worker, TimeSpan.FromMilliseconds(random.Next(300))));
            }

            campaign.AllowedRuns = FirstRuns + (RunsPerKill * tally.Kills);
            await DisturbAsync();
            await Task.WhenAll(comingBack.Where(task => task.IsCompleted));
            comingBack.RemoveAll(task => task.IsCompleted);
            await fleet.RestartEndedAsync();
            if (before / KillsPerReport != tally.Kills / KillsPerReport)
            {
                await output.WriteLineAsync($"{Stopwatch.GetElapsedTime(start).TotalSeconds,5:0} s: {tally.Kills} kills (streaming {tally.Streaming}, committing {tally.Committing}, draining {tally.Draining}, parents {tally.Orphaning})");
            }
        }

        await Task.WhenAll(comingBack);
        await output.WriteLineAsync(
            $"besides, {subscribers} subscribers and {triggers} triggers were killed, {holds} workers held, {cutOffs} cut off from the store, and {stops} stopped in order; "
            + $"{fleet.Workers.Sum(worker => worker.Board.RefusedAppends)} appends of late executions were refused");
        return tally;
    }

    private static async Task ComeBackAsync(WorkerSlot worker, TimeSpan delay)
    {
        await Task.Delay(delay);
        worker.Start();
    }

    // What is not counted: the other processes die too; a worker is held where it stands, or cut off from its store, until others have its runs,
    // and then goes on as if it still owned them; and a deployment stops a worker in order.
    private async Task DisturbAsync()
    {
        if (options.Subscribers > 0 && random.Next(8) == 0)
        {
            var subscriber = fleet.Subscribers[random.Next(options.Subscribers)];
            subscribers++;
            await subscriber.KillAsync();
            subscriber.Start();
        }

        if (random.Next(12) == 0 && fleet.Trigger is { } trigger)
        {
            triggers++;
            await trigger.KillAsync();
            trigger.Start();
        }

        if (random.Next(4) == 0)
        {
            Trouble();
        }

        if (random.Next(20) == 0 && fleet.Workers.FirstOrDefault(worker => worker is { IsAtLarge: true, Board.IsReady: true }) is { } stopped)
        {
            stops++;
            comingBack.Add(StopAndComeBackAsync(stopped));
        }
    }

    // Within a commit, so that its append may reach the store when the run is another's; one that is held in its transaction holds up everybody's.
    private void Trouble()
    {
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < LongestWatch)
        {
            if (fleet.Workers.FirstOrDefault(worker => worker.IsAtLarge && worker.Board.Now is { IsCommitting: true, IsStreaming: true }) is { } worker)
            {
                var time = TimeSpan.FromMilliseconds(random.Next(ShortestTroubleMilliseconds, LongestTroubleMilliseconds));
                var isCutOff = random.Next(3) > 0;
                (cutOffs, holds) = isCutOff ? (cutOffs + 1, holds) : (cutOffs, holds + 1);
                comingBack.Add(isCutOff ? worker.CutOffAsync(time) : worker.PauseAsync(time));
                return;
            }

            Thread.Yield();
        }
    }

    private static async Task StopAndComeBackAsync(WorkerSlot worker)
    {
        await worker.StopAsync(StopTimeout);
        worker.Start();
    }
}
