namespace Runnel.Storage;

/// <summary>The workers of the in-memory store. Guarded by the store's lock.</summary>
internal sealed class InMemoryLeases
{
    private readonly SortedDictionary<string, WorkerLease> leases = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (long Token, List<TakenRun> Runs)> lastTakes = new(StringComparer.Ordinal);

    public IReadOnlyList<WorkerLease> All => [.. leases.Values];

    public bool IsAlive(string worker) => leases.TryGetValue(worker, out var lease) && !lease.IsDead;

    public void Register(string worker, TimeSpan duration) => leases.TryAdd(worker, new WorkerLease(worker, duration, Renewals: 0, IsDead: false));

    public bool Renew(string worker)
    {
        if (!IsAlive(worker))
        {
            return false;
        }

        var lease = leases[worker];
        leases[worker] = lease with { Renewals = lease.Renewals + 1 };
        return true;
    }

    public bool DeclareDead(WorkerLease seen)
    {
        if (!leases.TryGetValue(seen.Worker, out var lease) || lease.IsDead)
        {
            return true;
        }

        if (lease.Renewals != seen.Renewals)
        {
            return false;
        }

        leases[seen.Worker] = lease with { IsDead = true };
        return true;
    }

    public void Forget(string worker)
    {
        leases.Remove(worker);
        lastTakes.Remove(worker);
    }

    /// <summary>What the worker was given, if it asks again; else what is taken for it now, unless it has asked anew since.</summary>
    public IReadOnlyList<TakenRun> Take(TakeRequest request, Func<List<TakenRun>> take)
    {
        if (!lastTakes.TryGetValue(request.Worker, out var last) || last.Token < request.Token)
        {
            lastTakes[request.Worker] = last = (request.Token, take());
        }

        return last.Token == request.Token ? last.Runs : [];
    }
}
