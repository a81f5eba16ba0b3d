using Runnel.Log;
using Runnel.Storage;

namespace Runnel.Control;

/// <summary>Brings metadata changes that one run's log holds into the logs of those they are for. Doing it again changes nothing.</summary>
internal static class MetadataDelivery
{
    /// <summary>Brings one batch of changes.</summary>
    /// <returns>Whether it has arrived; <see langword="false"/> where the other run has ended, or is gone.</returns>
    public static async ValueTask<bool> TryAsync(RunLog log, string from, MetadataSentBody sent)
    {
        if (await FindAsync(log, sent.To).ConfigureAwait(false) is not { } head)
        {
            return false;
        }

        var entry = new LogEntry(EntryKind.Metadata, head.Attempt, log.Time.GetUtcNow(), key: null, value: null);
        var result = await log.Store.AppendAsync(
            new OutsideAppend
            {
                RunId = sent.To,
                OperationId = $"metadata/{from}/{sent.Number}",
                Body = SegmentBuilder.Encode((entry, EntryBodies.Encode(sent.Operations, EntryBodies.Default.ListMetadataOperation))),
            },
            CancellationToken.None).ConfigureAwait(false);
        return result.Outcome.IsInLog;
    }

    /// <summary>Brings all that may not have arrived, before the run is ended by somebody who does not execute it.</summary>
    public static async ValueTask DeliverAsync(RunLog log, RunState state)
    {
        foreach (var sent in state.MetadataSent)
        {
            _ = await TryAsync(log, state.RunId, sent).ConfigureAwait(false);
        }
    }

    private static async ValueTask<RunHead?> FindAsync(RunLog log, string runId)
    {
        try
        {
            return await log.Store.GetAsync(runId, CancellationToken.None).ConfigureAwait(false);
        }
        catch (RunGoneException)
        {
            return null;
        }
    }
}
