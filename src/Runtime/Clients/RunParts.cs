using System.Runtime.CompilerServices;
using System.Text.Json;
using Runnel.Definitions;
using Runnel.Log;
using Runnel.Storage;
using Runnel.Streams;

namespace Runnel.Clients;

/// <summary>Turns one run's log into the parts of a union.</summary>
/// <param name="connection">Where the log is.</param>
/// <param name="contract">The union and its types.</param>
/// <param name="readHead">Finds the run; called when the enumeration begins.</param>
internal sealed class RunParts<TPayload, TOutput, TPart>(
    RunConnection connection, TaskContract<TPayload, TOutput, TPart> contract, Func<CancellationToken, ValueTask<RunHead>> readHead)
    where TPayload : notnull
    where TPart : class
{
    public async IAsyncEnumerable<TPart> FollowAsync(SubscribeOptions? options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var head = await readHead(cancellationToken).ConfigureAwait(false);
        var snapshots = new RunSnapshots<TPayload, TOutput, TPart>(contract, connection.Json);
        var after = SequenceOf(options?.After, head);
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
                if (entry.Sequence > after && PartOf(entry, head, state, snapshots, firstAttempt) is { } part)
                {
                    yield return part;
                }
            }

            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>The parts that are chunks are made once for all readers of the union in this process.</summary>
    private TPart? PartOf(
        LogEntry entry, RunHead head, RunState state, RunSnapshots<TPayload, TOutput, TPart> snapshots, int firstAttempt)
    {
        switch (entry.Kind)
        {
            case EntryKind.Chunk or EntryKind.StreamEnded when entry.Attempt < firstAttempt:
                state.Apply(entry);
                return null;
            case EntryKind.Chunk:
                return entry.Shared as TPart ?? ChunkPartOf(entry, head);
            case EntryKind.StreamEnded:
                state.Apply(entry);
                var body = JsonSerializer.Deserialize(entry.Body.Span, EntryBodies.Default.StreamEndedBody)!;
                return contract.Parts.StreamEnded(entry.Key!, body.Reason, body.Error, PositionOf(entry, head));
            default:
                return state.Apply(entry) ? contract.Parts.Run(snapshots.Of(state), PositionOf(entry, head)) : null;
        }
    }

    private TPart ChunkPartOf(LogEntry entry, RunHead head)
    {
        var at = PositionOf(entry, head);
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

    private static PartPosition PositionOf(LogEntry entry, RunHead head) =>
        new(new RunCursor(head.RunId, head.Epoch, entry.Sequence), entry.Attempt, entry.Timestamp);

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
