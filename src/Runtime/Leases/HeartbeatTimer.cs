using Runnel.Log;
using Runnel.Scheduling;

namespace Runnel.Leases;

/// <summary>The heartbeat of a simulation: the same beats, on the log's clock and scheduler.</summary>
internal sealed class HeartbeatTimer(RunLog log, Lease lease, LeaseWatch watch) : Heartbeat(log, lease, watch)
{
    private readonly Signal due = new(log.Scheduler);
    private bool isStopped;

    public override void Start() => Log.Scheduler.Schedule(static heartbeat => _ = ((HeartbeatTimer)heartbeat!).RunAsync(), this);

    public override void Stop()
    {
        isStopped = true;
        due.Set();
    }

    private async Task RunAsync()
    {
        while (!isStopped)
        {
            using (Log.Time.CreateTimer(static due => ((Signal)due!).Set(), due, Interval, Timeout.InfiniteTimeSpan))
            {
                await due.WaitAsync(CancellationToken.None).ConfigureAwait(false);
            }

            if (!isStopped)
            {
                await BeatAsync().ConfigureAwait(false);
            }
        }
    }

    private async ValueTask BeatAsync()
    {
        try
        {
            if (Lease.Begin() is { } renewal)
            {
                _ = await IsAnsweredAsync(renewal.Answer).ConfigureAwait(false);
                Lease.End(renewal);
            }

            var leases = Log.Store.ListLeasesAsync(CancellationToken.None).AsTask();
            if (await IsAnsweredAsync(leases).ConfigureAwait(false))
            {
                Look(await leases.ConfigureAwait(false));
            }
            else
            {
                Lease.NoteTrouble();
            }
        }
        catch (Exception)
        {
            Lease.NoteTrouble();

            // The store does not answer; the lease runs out by itself, and whoever needs the store says so.
        }

        Beaten?.Invoke();
    }

    private async ValueTask<bool> IsAnsweredAsync(Task answer)
    {
        var over = new TaskCompletionSource();
        using (Log.Time.CreateTimer(static over => ((TaskCompletionSource)over!).TrySetResult(), over, Patience, Timeout.InfiniteTimeSpan))
        {
            await Task.WhenAny(answer, over.Task).ConfigureAwait(false);
        }

        return answer.IsCompleted;
    }
}
