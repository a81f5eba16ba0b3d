using Runnel.Log;
using Runnel.Storage;

namespace Runnel.Leases;

/// <summary>
/// What a worker does again and again, whatever its tasks do: it renews its lease, looks at the others', and looks for work that no hint told of.
/// In production on a thread of its own, which a starved thread pool cannot hold up; in a simulation on the simulation's clock.
/// </summary>
internal abstract class Heartbeat(RunLog log, Lease lease, LeaseWatch watch)
{
    /// <summary>How many beats there are in a lease.</summary>
    private const int BeatsPerLease = 6;

    // Others' leases may be shorter than this one.
    private static readonly TimeSpan LongestInterval = TimeSpan.FromSeconds(5);

    /// <summary>Called with each beat. Brief, on any thread.</summary>
    public Action? Beaten { get; init; }

    /// <summary>Called with the leases that have run out. Brief, on any thread.</summary>
    public Action<IReadOnlyList<WorkerLease>>? Expired { get; init; }

    protected RunLog Log => log;

    protected Lease Lease => lease;

    protected TimeSpan Interval => lease.Duration / BeatsPerLease < LongestInterval ? lease.Duration / BeatsPerLease : LongestInterval;

    /// <summary>How long the store may take to answer: to the time at which the worker has to let go, and a beat at least.</summary>
    protected TimeSpan Patience => lease.Remaining > Interval ? lease.Remaining : Interval;

    public abstract void Start();

    public abstract void Stop();

    public static Heartbeat Create(RunLog log, TimeSpan duration, Action<string> lost, Action beaten, Action<IReadOnlyList<WorkerLease>> expired, out Lease lease)
    {
        var isSimulated = log.Scheduler.IsSimulated;
        var time = isSimulated ? log.Time : TimeProvider.System;
        lease = new Lease(log, duration, time) { Lost = lost };
        var watch = new LeaseWatch(time);
        return isSimulated
            ? new HeartbeatTimer(log, lease, watch) { Beaten = beaten, Expired = expired }
            : new HeartbeatThread(log, lease, watch) { Beaten = beaten, Expired = expired };
    }

    protected void Look(IReadOnlyList<WorkerLease> leases)
    {
        var expired = watch.Look(leases, lease.Worker);
        if (expired.Count > 0)
        {
            Expired?.Invoke(expired);
        }
    }
}
