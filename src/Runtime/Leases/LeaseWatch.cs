using System.Runtime.InteropServices;
using Runnel.Storage;

namespace Runnel.Leases;

/// <summary>
/// Finds the workers whose leases have run out, on this process's own monotonic clock: clocks of several machines are never compared.
/// Time in which this process did not look, asleep or starved, counts for nobody.
/// </summary>
internal sealed class LeaseWatch(TimeProvider time)
{
    /// <summary>Between two looks no more than this part of a lease counts as seen.</summary>
    private const double LongestLook = 1.0 / 3;

    private readonly Dictionary<string, Observation> observations = new(StringComparer.Ordinal);
    private long lookedAt = time.GetTimestamp();

    /// <summary>Looks at the leases as they stand.</summary>
    /// <param name="leases">All of them.</param>
    /// <param name="self">The name of this process's own worker, which is not judged.</param>
    /// <returns>Those that are dead, or have not been renewed for their duration.</returns>
    public IReadOnlyList<WorkerLease> Look(IReadOnlyList<WorkerLease> leases, string? self)
    {
        var elapsed = time.GetElapsedTime(lookedAt);
        lookedAt = time.GetTimestamp();
        var expired = new List<WorkerLease>();
        foreach (var lease in leases.Where(lease => lease.Worker != self))
        {
            var seen = Observe(lease, elapsed);
            if (lease.IsDead || seen.UnchangedFor >= lease.Duration)
            {
                expired.Add(lease);
            }
        }

        foreach (var gone in observations.Keys.Except(leases.Select(lease => lease.Worker), StringComparer.Ordinal).ToList())
        {
            observations.Remove(gone);
        }

        return expired;
    }

    private Observation Observe(WorkerLease lease, TimeSpan elapsed)
    {
        var longest = lease.Duration * LongestLook;
        var seen = observations.TryGetValue(lease.Worker, out var before) && before.Renewals == lease.Renewals
            ? before with { UnchangedFor = before.UnchangedFor + (elapsed < longest ? elapsed : longest) }
            : new Observation(lease.Renewals, TimeSpan.Zero);
        observations[lease.Worker] = seen;
        return seen;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Observation(long Renewals, TimeSpan UnchangedFor);
}
