using System.Runtime.CompilerServices;
using System.Text.Json;
using Runnel.Definitions;
using Runnel.Log;
using Runnel.Storage;
using Runnel.Streams;

namespace Runnel.Clients;

/// <summary>Turns one run's log into the parts of a union.</summary>
internal sealed class RunParts<TPayload, TOutput, TPart>(RunConnection connection, TaskContract<TPayload, TOutput, TPart> contract, RunHead head)
    where TPayload : notnull
    where TPart : class
{
    private readonly RunSnapshots<TPayload, TOutput, TPart> snapshots = new(contract, connection.Json);

    public async IAsyncEnumerable<TPart> FollowAsync(SubscribeOptions? options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var after = SequenceOf(options?.After);
        var firstAttempt = options?.LatestAttemptOnly == true ? head.Attempt : 0;
        var state = new RunState(head.RunId, head.TaskId);
        if (after > 0)
        {
            state = await connection.StateAsync(head, after, cancellationToken).ConfigureAwait(false);
            yield return contract.Parts.Run(snapshots.Of(state), new PartPosition(options!.After!.Value, state.Attempt, state.StartedAt ?? state.CreatedAt));
            if (state.Status.IsTerminal)
            {
                yield break;
            }
        }

        await foreach (var segment in connection.FollowAsync(head.RunId, after, cancellationToken).ConfigureAwait(false))
        {
            foreach (var entry in segment.Entries)
            {
                if (entry.Sequence > after && PartOf(entry, state, firstAttempt) is { } part)
                {
                    yield return part;
                }
            }

            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>The parts that are chunks are made once for all readers of the union in this process.</summary>
    private TPart? PartOf(LogEntry entry, RunState state, int firstAttempt)
    {
        switch (entry.Kind)
        {
            case EntryKind.Chunk or EntryKind.StreamEnded when entry.Attempt < firstAttempt:
                state.Apply(entry);
                return null;
            case EntryKind.Chunk:
                return entry.Shared as TPart ?? ChunkPartOf(entry);
            case EntryKind.StreamEnded:
                state.Apply(entry);
                var body = JsonSerializer.Deserialize(entry.Body.Span, EntryBodies.Default.StreamEndedBody)!;
                return contract.Parts.StreamEnded(entry.Key!, body.Reason, body.Error, PositionOf(entry));
            default:
                return state.Apply(entry) ? contract.Parts.Run(snapshots.Of(state), PositionOf(entry)) : null;
        }
    }

    private TPart ChunkPartOf(LogEntry entry)
    {
        var at = PositionOf(entry);
        try
        {
            var part = contract.Parts.Chunk(new StreamChunk(entry.Key!, entry.Value, entry.Body, connection.Json), at);
            entry.Shared = part;
            return part;
        }
        catch (ChunkException exception)
        {
            exception.Cursor ??= at.Cursor;
            throw;
        }
    }

    private PartPosition PositionOf(LogEntry entry) =>
        new(new RunCursor(head.RunId, head.Epoch, entry.Sequence), entry.Attempt, entry.Timestamp);

    private long SequenceOf(RunCursor? cursor)
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
