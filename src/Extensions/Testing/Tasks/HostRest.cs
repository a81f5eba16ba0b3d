using System.Diagnostics;

namespace Runnel.Testing;

/// <summary>
/// Waits until a host rests: until nothing of it can go on but through its clock, or from outside. Where the thread pool has nothing else to do
/// this is known at once; where other tests use it too, the host must have been quiet for a moment, in which a continuation that it
/// has left in the pool's queue would have got its turn.
/// </summary>
internal sealed class HostRest(HostActivity activity, TimeSpan patience)
{
    private const int QuietTurns = 4;
    private const int QuickTurns = 16;
    private static readonly TimeSpan QuietTime = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    /// <summary>Waits for rest, or for the task that is waited for.</summary>
    /// <exception cref="TimeoutException">The host is still busy after the time that a test has patience for.</exception>
    public async Task WaitAsync(Task? until = null, CancellationToken cancellationToken = default)
    {
        var began = Stopwatch.GetTimestamp();
        var (seen, quietTurns, quietSince) = (-1L, 0, began);
        for (var turn = 0; until is not { IsCompleted: true }; turn++)
        {
            cancellationToken.ThrowIfCancellationRequested();

            // Each turn goes through the pool's queue, behind what the host has left there.
            await TakeTurnAsync(turn);
            var changes = activity.Changes;
            if (changes != seen || !activity.IsIdle)
            {
                (seen, quietTurns, quietSince) = (changes, 0, Stopwatch.GetTimestamp());
                ThrowIfOver(began);
            }
            else if (((++quietTurns >= QuietTurns && Stopwatch.GetElapsedTime(quietSince) >= QuietTime) || IsPoolIdle()) && activity.Changes == seen)
            {
                return;
            }
        }
    }

    private static async Task TakeTurnAsync(int turn)
    {
        if (turn < QuickTurns)
        {
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        }
        else
        {
            await Task.Delay(Pause, TimeProvider.System).ConfigureAwait(false);
        }
    }

    // Nothing waits for a thread, and no thread works but this one.
    private static bool IsPoolIdle()
    {
        if (ThreadPool.PendingWorkItemCount > 0)
        {
            return false;
        }

        ThreadPool.GetMaxThreads(out var all, out _);
        ThreadPool.GetAvailableThreads(out var free, out _);
        return all - free <= (Thread.CurrentThread.IsThreadPoolThread ? 1 : 0);
    }

    private void ThrowIfOver(long began)
    {
        if (!Debugger.IsAttached && Stopwatch.GetElapsedTime(began) > patience)
        {
            throw new TimeoutException(
                $"The host has not come to rest within {patience.TotalSeconds:0.###} s: {activity}. A task that computes or polls without an end "
                + "keeps the clock from moving; let it wait for the clock, or for something that the test completes.");
        }
    }
}
