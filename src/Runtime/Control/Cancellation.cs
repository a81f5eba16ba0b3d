using Runnel.Log;
using Runnel.Storage;

namespace Runnel.Control;

/// <summary>
/// A cancel request. A run that nobody executes ends at once, and the runs that were waited for by it are canceled with it; an executing one is told,
/// and its worker ends it and them. Where the run has ended, or its task has returned, there is nothing left to cancel.
/// </summary>
internal sealed class Cancellation(RunLog log, string runId)
{
    private readonly string operation = $"cancel/{log.Scheduler.NewId(log.Time.GetUtcNow()):N}";

    /// <summary>Asks for a run to be canceled, if it is there.</summary>
    public static async Task CancelAsync(RunLog log, string runId, CancellationToken cancellationToken)
    {
        try
        {
            if (await log.Store.GetAsync(runId, cancellationToken).ConfigureAwait(false) is { } head)
            {
                await new Cancellation(log, runId).RunAsync(head, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (RunGoneException)
        {
            // It ended long ago.
        }
    }

    public async Task RunAsync(RunHead head, CancellationToken cancellationToken)
    {
        for (RunHead? current = head;
            current is { Intent: null } && !current.Status.IsTerminal;
            current = await log.Store.GetAsync(runId, cancellationToken).ConfigureAwait(false))
        {
            var append = current.IsOwned
                ? Request(current)
                : await EndAsync(current, cancellationToken).ConfigureAwait(false);
            var result = await log.Store.AppendAsync(append, cancellationToken).ConfigureAwait(false);
            if (result.Outcome == AppendOutcome.Conflict)
            {
                continue;
            }

            // One that was never executed has triggered none.
            if (append.Change!.Status == RunStatus.Canceled && current.Attempt > 0)
            {
                await CancelAwaitedAsync(log, runId, cancellationToken).ConfigureAwait(false);
            }

            return;
        }
    }

    /// <summary>Asks for the runs to be canceled that a run waited for, which has ended. What is executed looks after itself as well.</summary>
    public static async Task CancelAwaitedAsync(RunLog log, string parentId, CancellationToken cancellationToken)
    {
        var query = new RunQuery { ParentId = parentId, Limit = 1000 };
        while (true)
        {
            var page = await log.Store.ListAsync(query, cancellationToken).ConfigureAwait(false);
            foreach (var child in page.Where(child => child is { IsAwaited: true, Status.IsTerminal: false }))
            {
                await new Cancellation(log, child.RunId).RunAsync(child, cancellationToken).ConfigureAwait(false);
            }

            if (page.Count < query.Limit)
            {
                return;
            }

            query = query with { Before = page[^1].RunId };
        }
    }

    // Only while an execution owns the run, which then ends it; between two executions there is nobody to ask, and the run is ended here.
    private OutsideAppend Request(RunHead head) =>
        new()
        {
            RunId = runId,
            OperationId = operation,
            Ownership = RunOwnership.Owned,
            Body = Encode((Entry(EntryKind.CancelRequested, head.Attempt), [])),
            Change = new HeadChange { Intent = RunIntent.Cancel },
        };

    // Which streams are open is read before; the append holds only if nothing has happened since.
    private async ValueTask<OutsideAppend> EndAsync(RunHead head, CancellationToken cancellationToken)
    {
        var state = await RunState.ReadAsync(log.Store, head.RunId, head.TaskId, head.Head, cancellationToken).ConfigureAwait(false);
        await MetadataDelivery.DeliverAsync(log, state).ConfigureAwait(false);
        var interrupted = EntryBodies.Encode(new StreamEndedBody(StreamEndReason.Interrupted, Error: null), EntryBodies.Default.StreamEndedBody);
        return new()
        {
            RunId = runId,
            OperationId = operation,
            ExpectedHead = head.Head,
            Ownership = RunOwnership.Unowned,
            Body = Encode([
                .. state.OpenStreams.Select(stream => (Entry(EntryKind.StreamEnded, stream.Value, stream.Key), interrupted)),
                (Entry(EntryKind.Canceled, head.Attempt), [])]),
            Change = new HeadChange { Status = RunStatus.Canceled, Intent = RunIntent.Cancel },
        };
    }

    private LogEntry Entry(EntryKind kind, int attempt, string? key = null) => new(kind, attempt, log.Time.GetUtcNow(), key, value: null);

    private static SegmentBody Encode(params ReadOnlySpan<(LogEntry Entry, byte[] Json)> entries) => SegmentBuilder.Encode(entries);
}
