using Microsoft.Extensions.Logging;
using Runnel.Log;
using Runnel.Storage;

namespace Runnel.Leases;

/// <summary>Takes a dead worker's runs from it, so that others can go on with them.</summary>
internal sealed partial class Reaper(RunLog log, int maxDeaths, ILogger<Reaper> logger)
{
    private readonly Lock gate = new();
    private readonly HashSet<string> inProgress = new(StringComparer.Ordinal);

    /// <summary>Declares a worker dead if it is, and frees its runs. Several hosts may do so at once.</summary>
    /// <param name="lease">The worker's lease, which has run out.</param>
    /// <param name="hasDied">Whether its process may have died; else it is known to live and to have let go.</param>
    public async Task ReapAsync(WorkerLease lease, bool hasDied)
    {
        lock (gate)
        {
            if (!inProgress.Add(lease.Worker))
            {
                return;
            }
        }

        try
        {
            if (await log.Store.DeclareDeadAsync(lease, CancellationToken.None).ConfigureAwait(false))
            {
                await FreeAsync(lease.Worker, hasDied).ConfigureAwait(false);
                await log.Store.ReleaseAsync(lease.Worker, CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            // The next look finds the lease again.
            LogReapFailed(exception, lease.Worker);
        }
        finally
        {
            lock (gate)
            {
                inProgress.Remove(lease.Worker);
            }
        }
    }

    private async ValueTask FreeAsync(string worker, bool hasDied)
    {
        var orphans = new List<Orphan>();
        foreach (var head in await log.Store.ListOwnedAsync(worker, CancellationToken.None).ConfigureAwait(false))
        {
            orphans.Add(await Orphan.ReadAsync(log, head).ConfigureAwait(false));
        }

        if (orphans.Count > 0 && hasDied)
        {
            LogWorkerDied(worker, orphans.Count);
        }

        // Where one of them is known for dying, the others were only near. It comes last: should this reaper die, the next still finds it.
        var suspects = orphans.Where(orphan => orphan.IsSuspect).ToList();
        foreach (var orphan in orphans.OrderBy(orphan => orphan.IsSuspect))
        {
            var isBlamed = hasDied && orphan.HasBegun && (suspects.Count == 0 || orphan.IsSuspect);
            await new HandOver(log, worker, maxDeaths, isBlamed).RunAsync(orphan).ConfigureAwait(false);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Worker '{Worker}' has died, or does not reach the store; its {Runs} runs go to others.")]
    private partial void LogWorkerDied(string worker, int runs);

    [LoggerMessage(LogLevel.Error, "The runs of worker '{Worker}', which has died, could not be taken over; trying again.")]
    private partial void LogReapFailed(Exception exception, string worker);
}
