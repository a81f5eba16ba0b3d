using System.Runtime.CompilerServices;
using System.Text.Json;
using Runnel.Json;
using Runnel.Log;
using Runnel.Storage;
using Runnel.Streams;

namespace Runnel.Clients;

/// <summary>
/// Reads one stream of a run, typed, and never mixes attempts: what an attempt wrote that was given up before the reading began is left out,
/// and one that is given up in the middle of it is told.
/// </summary>
internal static class StreamReader
{
    public static async IAsyncEnumerable<T> ReadAsync<T>(
        RunConnection connection, RunHead head, string key, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // The latest that began: an execution that only completes what another returned takes a number and writes no chunk.
        var latest = (await connection.StateAsync(head, head.Head, cancellationToken).ConfigureAwait(false)).Attempt;
        var types = new ChunkTypes(connection.Json);
        int? attemptRead = null;
        await foreach (var segment in connection.FollowAsync(head.RunId, after: 0, cancellationToken).ConfigureAwait(false))
        {
            foreach (var entry in segment.Entries)
            {
                if (entry.Kind.IsTerminal)
                {
                    ThrowUnlessCompleted(entry, head.RunId, key);
                }

                if (entry.Key != key || entry.Attempt < latest)
                {
                    continue;
                }

                if (entry.Kind == EntryKind.Chunk)
                {
                    attemptRead = entry.Attempt;
                    yield return Read<T>(entry, head, types);
                }
                else if (entry.Kind == EntryKind.StreamEnded && EndsReading(entry, head.RunId, attemptRead))
                {
                    yield break;
                }
            }
        }
    }

    private static T Read<T>(LogEntry entry, RunHead head, ChunkTypes types)
    {
        try
        {
            return new StreamChunk(entry.Key!, entry.Value, entry.Body, types).Read<T>();
        }
        catch (ChunkException exception)
        {
            exception.Cursor = new RunCursor(head.RunId, head.Epoch, entry.Sequence);
            throw;
        }
    }

    // The run has ended before the stream has: an empty stream would look like a whole one.
    private static void ThrowUnlessCompleted(LogEntry entry, string runId, string key)
    {
        if (entry.Kind != EntryKind.Completed)
        {
            var error = entry.Kind == EntryKind.Failed ? JsonSerializer.Deserialize(entry.Body.Span, EntryBodies.Default.FailureBody)!.Error : null;
            throw new StreamFailedException(runId, key, StreamEndReason.Interrupted, error);
        }
    }

    private static bool EndsReading(LogEntry entry, string runId, int? attemptRead)
    {
        var end = JsonSerializer.Deserialize(entry.Body.Span, EntryBodies.Default.StreamEndedBody)!;
        return end.Reason switch
        {
            StreamEndReason.Completed => true,
            StreamEndReason.Superseded when attemptRead == entry.Attempt => throw new StreamSupersededException(runId, entry.Key!, entry.Attempt),
            StreamEndReason.Superseded => false,
            _ => throw new StreamFailedException(runId, entry.Key!, end.Reason, end.Error),
        };
    }
}
