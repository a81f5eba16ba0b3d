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
        catch (ObjectDisposedException)
        {
            // The host has closed its store: others take over.
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

    /// <summary>Hands on a run that its own live worker does not execute, so that nobody would end it.</summary>
    public async ValueTask HandOnAsync(RunHead stray)
    {
        LogStray(stray.RunId);
        var orphan = await Orphan.ReadAsync(log, stray).ConfigureAwait(false);
        await new HandOver(log, stray.Worker!, maxDeaths, Blame.None).RunAsync(orphan).ConfigureAwait(false);
    }

    private async ValueTask FreeAsync(string worker, bool hasDied)
    {
        var owned = await log.Store.ListOwnedAsync(worker, CancellationToken.None).ConfigureAwait(false);
        if (owned.Count == 0)
        {
            return;
        }

        LogWorkerLost(worker, owned.Count);
        var orphans = new List<Orphan>();
        foreach (var head in owned)
        {
            if (await TryReadAsync(head).ConfigureAwait(false) is { } orphan)
            {
                orphans.Add(orphan);
            }
        }

        // What is suspected comes last: should this reaper die, the next still finds it among the others.
        var suspects = orphans.Count(orphan => orphan.MayHaveKilled);
        foreach (var orphan in orphans.OrderBy(orphan => orphan.State.Deaths))
        {
            var blame = !hasDied || !orphan.HasBegun ? Blame.None
                : orphan.IsSuspect && suspects == 1 ? Blame.Alone
                : Blame.Shared;
            await TryHandOnAsync(worker, orphan, blame).ConfigureAwait(false);
        }
    }

    // One that cannot be read or written keeps no other from being taken over; the next look finds it again.
    private async ValueTask<Orphan?> TryReadAsync(RunHead head)
    {
        try
        {
            return await Orphan.ReadAsync(log, head).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not ObjectDisposedException)
        {
            LogNotTakenOver(exception, head.RunId);
            return null;
        }
    }

    private async ValueTask TryHandOnAsync(string worker, Orphan orphan, Blame blame)
    {
        try
        {
            await new HandOver(log, worker, maxDeaths, blame).RunAsync(orphan).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not ObjectDisposedException)
        {
            LogNotTakenOver(exception, orphan.Head.RunId);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Worker '{Worker}' has died, or did not reach the store; its {Runs} runs go to others.")]
    private partial void LogWorkerLost(string worker, int runs);

    [LoggerMessage(LogLevel.Error, "Run '{RunId}' could not be taken over from its worker, which is lost; trying again.")]
    private partial void LogNotTakenOver(Exception exception, string runId);

    [LoggerMessage(LogLevel.Warning, "Run '{RunId}' is owned by this worker, which does not execute it; it goes back to the queue.")]
    private partial void LogStray(string runId);

    [LoggerMessage(LogLevel.Error, "The runs of worker '{Worker}', which has died, could not be taken over; trying again.")]
    private partial void LogReapFailed(Exception exception, string worker);
}
