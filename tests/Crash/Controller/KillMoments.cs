using System.Diagnostics;
using Runnel.Crash.Worker;

namespace Runnel.Crash.Controller;

/// <summary>Decides when to kill whom: at a random moment, or as soon as a worker is seen at what is rare.</summary>
internal sealed class KillMoments(Random random, IReadOnlyList<WorkerSlot> workers, FamilyWatch families)
{
    private static readonly TimeSpan LongestWatch = TimeSpan.FromSeconds(10);

    /// <summary>Commits last from some ten microseconds to milliseconds: the kill comes anywhere in them.</summary>
    private const int LongestAimMicroseconds = 200;

    /// <summary>Waits until every worker executes runs: before, kills would say little.</summary>
    public async Task WaitForFirstAsync(CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        while (!workers.All(worker => worker.Board.IsReady) && Stopwatch.GetElapsedTime(start) < LongestWatch)
        {
            await Task.Delay(10, cancellationToken);
        }
    }

    /// <summary>Waits for the next moment.</summary>
    /// <returns>Whom to kill, at once.</returns>
    public async Task<IReadOnlyList<WorkerSlot>> NextAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(random.Next(250, 1_500), cancellationToken);
        return random.Next(100) switch
        {
            < 22 => await WatchAsync(now => now is { IsCommitting: true, IsStreaming: true }, isBrief: true, cancellationToken),
            < 35 => await WatchAsync(now => now.IsCommitting, isBrief: true, cancellationToken),
            < 48 => await WatchAsync(now => now.IsDraining, isBrief: false, cancellationToken),
            < 65 => await WatchAsync(now => now.IsStreaming, isBrief: false, cancellationToken),
            < 79 => await WatchFamiliesAsync(cancellationToken),
            < 84 => [.. workers.Where(worker => worker.IsAtLarge)],
            _ => [await AnyAsync(cancellationToken)],
        };
    }

    private async Task<IReadOnlyList<WorkerSlot>> WatchAsync(Func<WorkerActivity, bool> isSeen, bool isBrief, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < LongestWatch)
        {
            foreach (var worker in workers)
            {
                if (isSeen(worker.Board.Now) && worker.IsAtLarge)
                {
                    Spin(TimeSpan.FromMicroseconds(isBrief ? random.Next(LongestAimMicroseconds) : 0));
                    return [worker];
                }
            }

            // A commit is over before a thread that sleeps has woken.
            if (isBrief)
            {
                Thread.Yield();
            }
            else
            {
                await Task.Delay(1, cancellationToken);
            }
        }

        return [await AnyAsync(cancellationToken)];
    }

    /// <summary>Waits for a parent of whose three children two have completed.</summary>
    private async Task<IReadOnlyList<WorkerSlot>> WatchFamiliesAsync(CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < LongestWatch)
        {
            var family = families.Look().FirstOrDefault(family => WorkerOf(family) is not null);
            if (family is not null && WorkerOf(family) is { } worker)
            {
                return [worker];
            }

            await Task.Delay(5, cancellationToken);
        }

        return [await AnyAsync(cancellationToken)];
    }

    private WorkerSlot? WorkerOf(Family family) => workers.FirstOrDefault(worker => worker.IsAtLarge && worker.ProcessId == family.ProcessId);

    // A worker that has just been started is killed now and then, but rarely: else none would come to do anything.
    private async Task<WorkerSlot> AnyAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var mayBeUnready = random.Next(50) == 0;
            var candidates = workers.Where(worker => worker.IsAtLarge && (mayBeUnready || worker.Board.IsReady)).ToList();
            if (candidates.Count > 0)
            {
                return candidates[random.Next(candidates.Count)];
            }

            await Task.Delay(10, cancellationToken);
        }
    }

    private static void Spin(TimeSpan time)
    {
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < time)
        {
            Thread.SpinWait(10);
        }
    }
}
