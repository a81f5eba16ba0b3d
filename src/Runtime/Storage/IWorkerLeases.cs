namespace Runnel.Storage;

/// <summary>
/// Which workers live. A worker registers under a name that nobody has used, renews its lease, and lets it go when it stops. Who sees a lease
/// unrenewed for its duration, on a clock of its own, declares the worker dead: from then on it is given no run, and those that it owns
/// can be taken from it. The store itself judges no times.
/// </summary>
public interface IWorkerLeases
{
    /// <summary>Registers a worker. Doing it again changes nothing.</summary>
    /// <param name="worker">Its name, unique for all time.</param>
    /// <param name="duration">How long its lease lasts without being renewed; for those who watch it.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    ValueTask RegisterAsync(string worker, TimeSpan duration, CancellationToken cancellationToken);

    /// <summary>Renews a worker's lease.</summary>
    /// <returns>Whether it is alive; <see langword="false"/> where it was declared dead, or is not registered: its name is used up.</returns>
    ValueTask<bool> RenewAsync(string worker, CancellationToken cancellationToken);

    /// <summary>The leases of all workers, in the order of their names.</summary>
    ValueTask<IReadOnlyList<WorkerLease>> ListLeasesAsync(CancellationToken cancellationToken);

    /// <summary>Declares a worker dead, unless it has renewed its lease since the given one was listed.</summary>
    /// <returns>Whether it is dead, by this call or an earlier one.</returns>
    ValueTask<bool> DeclareDeadAsync(WorkerLease lease, CancellationToken cancellationToken);

    /// <summary>The runs that a worker's executions own.</summary>
    ValueTask<IReadOnlyList<RunHead>> ListOwnedAsync(string worker, CancellationToken cancellationToken);

    /// <summary>Forgets a worker that owns nothing; one that does is left as it is.</summary>
    ValueTask ReleaseAsync(string worker, CancellationToken cancellationToken);
}

/// <summary>A worker's lease as it stood when it was listed.</summary>
/// <param name="Worker">The worker's name.</param>
/// <param name="Duration">How long it lasts without being renewed.</param>
/// <param name="Renewals">How often it has been renewed.</param>
/// <param name="IsDead">Whether the worker was declared dead.</param>
public sealed record WorkerLease(string Worker, TimeSpan Duration, long Renewals, bool IsDead);
