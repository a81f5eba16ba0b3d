using System.Diagnostics;
using Runnel.Crash.Worker;

namespace Runnel.Crash.Controller.Agents;

/// <summary>The time in which workers of agents are killed and started again.</summary>
internal sealed class AgentKills(CampaignOptions options, Fleet fleet, AgentFeed feed, TextWriter output)
{
    private const int KillsPerReport = 25;

    /// <summary>How often models are asked between two kills, so that agents get on however slow the machine is.</summary>
    private const int QuestionsPerKill = 6;

    /// <summary>From the lease to twice the lease.</summary>
    private const int ShortestTroubleMilliseconds = 1_500;
    private const int LongestTroubleMilliseconds = 3_000;

    private static readonly TimeSpan LongestWatch = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(40);

    // At random, or as soon as a worker is seen at it.
    private static readonly Func<AgentActivity, bool>[] Moments = [_ => true, now => now.IsThinking, now => now.IsWriting, now => now.IsCalling];

    private readonly Random random = new(options.Seed);
    private readonly List<Task> comingBack = [];
    private AgentTally tally = new();
    private int troubles;
    private int stops;

    public async Task<AgentTally> RunAsync(CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        while (tally.Kills < options.Agents)
        {
            await LetWorkAsync(TimeSpan.FromMilliseconds(random.Next(100, 600)), cancellationToken);
            if (await WatchAsync(Moments[random.Next(Moments.Length)], cancellationToken) is not { } victim)
            {
                await fleet.RestartEndedAsync();
                continue;
            }

            // Now and then all at once: then nobody is there to take over.
            List<WorkerSlot> victims = random.Next(12) == 0 ? [.. fleet.Workers.Where(worker => worker.IsAtLarge)] : [victim];
            await KillAsync(victims);
            Disturb();
            await Task.WhenAll(comingBack.Where(task => task.IsCompleted));
            comingBack.RemoveAll(task => task.IsCompleted);
            await fleet.RestartEndedAsync();
            if (tally.Kills % KillsPerReport == 0)
            {
                await output.WriteLineAsync($"{Stopwatch.GetElapsedTime(start).TotalSeconds,5:0} s: {tally.Kills} kills");
            }
        }

        await Task.WhenAll(comingBack);
        await output.WriteLineAsync($"besides, {troubles} workers were held or cut off from the store, and {stops} stopped in order; {fleet.Workers.Sum(worker => worker.Board.RefusedAppends)} appends of late executions were refused");
        return tally;
    }

    private async Task KillAsync(IReadOnlyList<WorkerSlot> victims)
    {
        var kills = victims.Take(options.Agents - tally.Kills).Select(worker => (Worker: worker, End: worker.KillAsync())).ToList();
        foreach (var (worker, end) in kills)
        {
            tally = await end ? tally.With(worker.Board.AgentsNow) : tally;
            comingBack.Add(ComeBackAsync(worker, TimeSpan.FromMilliseconds(random.Next(300))));
        }
    }

    private async Task LetWorkAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        var enough = Questions() + QuestionsPerKill;
        for (var start = Stopwatch.GetTimestamp(); Questions() < enough && Stopwatch.GetElapsedTime(start) < LongestWatch;)
        {
            await WaitAsync(cancellationToken);
        }

        await Task.Delay(time, cancellationToken);

        long Questions() => fleet.Workers.Sum(worker => worker.Board.ModelsAsked);
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        await feed.FillAsync(cancellationToken);
        await Task.Delay(Poll, cancellationToken);
    }

    private async Task<WorkerSlot?> WatchAsync(Func<AgentActivity, bool> isSeen, CancellationToken cancellationToken)
    {
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < LongestWatch;)
        {
            var candidates = fleet.Workers.Where(worker => worker is { IsAtLarge: true, Board.IsReady: true } && isSeen(worker.Board.AgentsNow)).ToList();
            if (candidates.Count > 0)
            {
                return candidates[random.Next(candidates.Count)];
            }

            await WaitAsync(cancellationToken);
        }

        return null;
    }

    // What is not counted: a worker is held where it stands, or cut off from its store, until others have its runs; and a deployment stops one in order.
    private void Disturb()
    {
        if (random.Next(6) > 0 || fleet.Workers.FirstOrDefault(worker => worker is { IsAtLarge: true, Board.IsReady: true }) is not { } worker)
        {
            return;
        }

        var time = TimeSpan.FromMilliseconds(random.Next(ShortestTroubleMilliseconds, LongestTroubleMilliseconds));
        switch (random.Next(3))
        {
            case 0:
                troubles++;
                comingBack.Add(worker.PauseAsync(time));
                break;
            case 1:
                troubles++;
                comingBack.Add(worker.CutOffAsync(time));
                break;
            default:
                stops++;
                comingBack.Add(StopAndComeBackAsync(worker));
                break;
        }
    }

    private static async Task ComeBackAsync(WorkerSlot worker, TimeSpan delay)
    {
        await Task.Delay(delay);
        worker.Start();
    }

    private static async Task StopAndComeBackAsync(WorkerSlot worker)
    {
        await worker.StopAsync(StopTimeout);
        worker.Start();
    }
}
