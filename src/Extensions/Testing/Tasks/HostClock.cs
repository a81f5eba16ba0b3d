using System.Diagnostics;

namespace Runnel.Testing;

/// <summary>Moves a host's clock, timer by timer, and lets the host come to rest in between.</summary>
internal sealed class HostClock(VirtualTime time, HostActivity activity, HostReport report, TimeSpan patience)
{
    /// <summary>How long a host that was told not to wait for its tasks may still take, on its own clock.</summary>
    private static readonly TimeSpan AfterGivingUp = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private readonly HostRest rest = new(activity, patience);

    public async Task AdvanceAsync(TimeSpan by, CancellationToken cancellationToken)
    {
        if (by < TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(by), by, "Time does not run backwards. To set the wall clock back, call Time.SetUtcNow.");
        }

        await rest.WaitAsync(until: null, cancellationToken);
        var until = time.Elapsed + by;
        while (time.NextDueIn is { } next && time.Elapsed + next <= until)
        {
            await MoveAsync(next, until: null, cancellationToken);
        }

        await MoveAsync(until - time.Elapsed, until: null, cancellationToken);
    }

    public async Task AdvanceUntilAsync(Task task, TimeSpan atMost, CancellationToken cancellationToken)
    {
        var (began, from) = (Stopwatch.GetTimestamp(), time.Elapsed);
        await rest.WaitAsync(task, cancellationToken);
        while (!task.IsCompleted)
        {
            if (!Debugger.IsAttached && Stopwatch.GetElapsedTime(began) > patience)
            {
                throw await report.HasNotCompletedAsync($"within {patience.TotalSeconds:0.###} s of real time", time, from);
            }

            if (time.NextDueIn is not { } next)
            {
                // What it waits for may come from outside.
                await Task.WhenAny(task, Task.Delay(Pause, TimeProvider.System, cancellationToken));
                await rest.WaitAsync(task, cancellationToken);
            }
            else if (time.Elapsed + next - from > atMost)
            {
                throw await report.HasNotCompletedAsync($"by the time that the clock may be moved to, {atMost} on", time, from);
            }
            else
            {
                await MoveAsync(next, task, cancellationToken);
            }
        }
    }

    /// <summary>Waits for a host to stop; once it rests without having stopped, it is told to give up, and the clock moves.</summary>
    public async Task StopAsync(Task stopping, CancellationTokenSource giveUp)
    {
        try
        {
            await rest.WaitAsync(stopping);
        }
        catch (TimeoutException)
        {
            // A task that does not even rest is not waited for either.
        }

        if (!stopping.IsCompleted)
        {
            await giveUp.CancelAsync();
            await AdvanceUntilAsync(stopping, AfterGivingUp, CancellationToken.None);
        }

        await stopping;
    }

    // On a thread of the pool, as timers fire in production: what they call may block.
    private Task MoveAsync(TimeSpan by, Task? until, CancellationToken cancellationToken)
    {
        activity.Schedule(_ => time.Advance(by > TimeSpan.Zero ? by : TimeSpan.Zero), state: null);
        return rest.WaitAsync(until, cancellationToken);
    }
}
