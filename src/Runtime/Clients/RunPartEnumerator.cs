using System.Text.Json;
using Runnel.Definitions;
using Runnel.Json;
using Runnel.Log;
using Runnel.Storage;
using Runnel.Streams;

namespace Runnel.Clients;

/// <summary>
/// One enumeration of a run's parts. Written out rather than as an iterator: within a segment a part costs a call and no state machine,
/// which is what a thousand subscribers of one run live on.
/// </summary>
internal sealed class RunPartEnumerator<TPayload, TOutput, TPart>(
    RunConnection connection,
    TaskContract<TPayload, TOutput, TPart> contract,
    Func<CancellationToken, ValueTask<RunHead>> readHead,
    SubscribeOptions? options,
    CancellationToken cancellationToken,
    IDisposable? resource) : IAsyncEnumerator<TPart>
    where TPayload : notnull
    where TPart : class
{
    private readonly RunSnapshots<TPayload, TOutput, TPart> snapshots = new(contract, connection.Json);
    private readonly ChunkTypes types = new(connection.Json);
    private RunHead? head;
    private RunState? state;
    private IAsyncEnumerator<CommittedSegment>? segments;
    private LogEntry[] entries = [];
    private int next;
    private long after;
    private int firstAttempt;
    private TPart? current;

    public TPart Current => current!;

    public ValueTask<bool> MoveNextAsync() => MoveWithinSegment() ? new ValueTask<bool>(true) : MoveToNextSegmentAsync();

    public async ValueTask DisposeAsync()
    {
        if (segments is not null)
        {
            await segments.DisposeAsync().ConfigureAwait(false);
        }

        resource?.Dispose();
    }

    private bool MoveWithinSegment()
    {
        while (next < entries.Length)
        {
            var entry = entries[next++];
            if (entry.Sequence > after && PartOf(entry) is { } part)
            {
                current = part;
                return true;
            }
        }

        return false;
    }

    private async ValueTask<bool> MoveToNextSegmentAsync()
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (segments is null && await BeginAsync().ConfigureAwait(false))
        {
            return true;
        }

        // A resumed subscription to a run that has ended: its one part has been given.
        if (after > 0 && state!.Status.IsTerminal)
        {
            return false;
        }

        while (await segments!.MoveNextAsync().ConfigureAwait(false))
        {
            (entries, next) = (segments.Current.Entries, 0);
            if (MoveWithinSegment())
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Finds the run and the place to begin.</summary>
    /// <returns>Whether there is a part already: the run as it stood at the cursor.</returns>
    private async ValueTask<bool> BeginAsync()
    {
        head = await readHead(cancellationToken).ConfigureAwait(false);
        after = SequenceOf(options?.After, head);
        firstAttempt = options?.LatestAttemptOnly == true
            ? (await connection.StateAsync(head, head.Head, cancellationToken).ConfigureAwait(false)).Attempt
            : 0;
        state = after == 0 ? new RunState(head.RunId, head.TaskId) : await connection.StateAsync(head, after, cancellationToken).ConfigureAwait(false);
        segments = connection.FollowAsync(head.RunId, after, cancellationToken).GetAsyncEnumerator(cancellationToken);
        if (after > 0)
        {
            current = contract.Parts.Run(snapshots.Of(state), new PartPosition(options!.After!.Value, state.Attempt, state.StartedAt ?? state.CreatedAt));
        }

        return after > 0;
    }

    /// <summary>The parts that are chunks are made once for all readers of the union in this process.</summary>
    private TPart? PartOf(LogEntry entry) => entry.Kind switch
    {
        EntryKind.Chunk when entry.Attempt >= firstAttempt => entry.Shared as TPart ?? ChunkPartOf(entry),
        EntryKind.Chunk => null,
        EntryKind.StreamEnded => StreamEndedPartOf(entry),
        _ => state!.Apply(entry) ? contract.Parts.Run(snapshots.Of(state), PositionOf(entry)) : null,
    };

    private TPart ChunkPartOf(LogEntry entry)
    {
        var at = PositionOf(entry);
        try
        {
            var part = contract.Parts.Chunk(new StreamChunk(entry.Key!, entry.Value, entry.Body, types), at);
            entry.Shared = part;
            return part;
        }
        catch (ChunkException exception)
        {
            exception.Cursor ??= at.Cursor;
            throw;
        }
    }

    private TPart? StreamEndedPartOf(LogEntry entry)
    {
        state!.Apply(entry);
        if (entry.Attempt < firstAttempt)
        {
            return null;
        }

        var body = JsonSerializer.Deserialize(entry.Body.Span, EntryBodies.Default.StreamEndedBody)!;
        return contract.Parts.StreamEnded(entry.Key!, body.Reason, body.Error, PositionOf(entry));
    }

    private PartPosition PositionOf(LogEntry entry) =>
        new(new RunCursor(head!.RunId, head.Epoch, entry.Sequence), entry.Attempt, entry.Timestamp);

    private static long SequenceOf(RunCursor? cursor, RunHead head)
    {
        if (cursor is not { } after)
        {
            return 0;
        }

        return after.RunId != head.RunId ? throw InvalidCursorException.OfAnotherRun(after, head.RunId)
            : after.Epoch != head.Epoch ? throw InvalidCursorException.OfAnotherEpoch(after)
            : after.Sequence > head.Head ? throw InvalidCursorException.BeyondTheEnd(after, head.Head)
            : after.Sequence;
    }
}
