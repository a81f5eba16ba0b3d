using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Runnel.Json;
using Runnel.Log;
using Runnel.Scheduling;

namespace Runnel.Streams;

/// <summary>One stream of one execution: opened by its first chunk or source, ended once.</summary>
internal sealed class StreamWriter(RunWriter run, string key, JsonSerializerOptions json, bool sharesChunks)
{
    /// <summary>The largest chunk, in bytes of JSON.</summary>
    internal const int MaxChunkBytes = 1024 * 1024;

    private readonly Lock gate = new();
    private State state = State.Unopened;
    private bool isReturned;
    private bool isPiped;

    private enum State
    {
        Unopened,
        Open,
        Ended,
    }

    public string Key => key;

    /// <summary>Opens the stream for a source; one at a time.</summary>
    public void BeginPipe()
    {
        lock (gate)
        {
            ThrowIfClosed(byPump: false);
            if (isPiped)
            {
                throw new InvalidOperationException(
                    $"Stream '{key}' is being piped already. Pipe one source at a time, or declare a stream for each.");
            }

            isPiped = true;
            Open();
        }
    }

    /// <summary>How chunks of a type are written; found once by whoever writes many.</summary>
    /// <exception cref="ChunkException">The type has no JSON contract.</exception>
    public JsonTypeInfo<T> TypeOf<T>()
    {
        try
        {
            return (JsonTypeInfo<T>)json.GetTypeInfo(typeof(T));
        }
        catch (Exception exception) when (exception is NotSupportedException or InvalidOperationException)
        {
            throw Unwritable(typeof(T), exception);
        }
    }

    public ValueTask WriteAsync<T>(T chunk, JsonTypeInfo<T> type, bool byPump, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var encoder = ChunkEncoder.Rent();
        var bytes = Encode(encoder, chunk, type);
        var entry = run.NewEntry(EntryKind.Chunk, key, sharesChunks ? chunk : null);
        if (TryWrite(entry, bytes, byPump, out var room))
        {
            encoder.Return();
            return ValueTask.CompletedTask;
        }

        var copy = bytes.ToArray();
        encoder.Return();
        return WriteWhenThereIsRoomAsync(entry, copy, byPump, room!, cancellationToken);
    }

    public ValueTask FlushAsync(CancellationToken cancellationToken) => run.FlushAsync(cancellationToken);

    /// <summary>Ends the stream, unless it has ended or was never opened.</summary>
    public bool End(StreamEndReason reason, TaskError? error = null)
    {
        lock (gate)
        {
            if (state != State.Open)
            {
                return false;
            }

            state = State.Ended;
            run.Write(run.NewEntry(EntryKind.StreamEnded, key), EntryBodies.Encode(new StreamEndedBody(reason, error), EntryBodies.Default.StreamEndedBody));
            return true;
        }
    }

    /// <summary>The task has returned: from now on only a pump may write, and a stream without one ends.</summary>
    public void Return()
    {
        lock (gate)
        {
            isReturned = true;
        }

        if (!isPiped)
        {
            End(StreamEndReason.Completed);
        }
    }

    /// <summary>Ends the stream without an entry: the run's next entry ends it.</summary>
    public bool Abandon()
    {
        lock (gate)
        {
            isReturned = true;
            var wasOpen = state == State.Open;
            state = State.Ended;
            return wasOpen;
        }
    }

    private async ValueTask WriteWhenThereIsRoomAsync(LogEntry entry, byte[] bytes, bool byPump, Signal room, CancellationToken cancellationToken)
    {
        do
        {
            await room.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        while (!TryWrite(entry, bytes, byPump, out room!));
    }

    private bool TryWrite(LogEntry entry, ReadOnlySpan<byte> bytes, bool byPump, out Signal? room)
    {
        lock (gate)
        {
            ThrowIfClosed(byPump);
            Open();
            return run.TryWrite(entry, bytes, out room);
        }
    }

    private ReadOnlySpan<byte> Encode<T>(ChunkEncoder encoder, T chunk, JsonTypeInfo<T> type)
    {
        ReadOnlySpan<byte> bytes;
        try
        {
            bytes = encoder.Encode(chunk, type);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw Unwritable(typeof(T), exception);
        }

        return bytes.Length <= MaxChunkBytes
            ? bytes
            : throw new ChunkException(key, $"a chunk has {bytes.Length:N0} bytes of JSON; at most {MaxChunkBytes:N0} are allowed. Split it, or stream a reference to it.");
    }

    private ChunkException Unwritable(Type type, Exception cause) => new(
        key, $"a chunk of type {type} cannot be written as JSON: {cause.Message} Add the type to a JsonSerializerContext and pass that to AddJson.", cause);

    private void Open()
    {
        if (state == State.Unopened)
        {
            state = State.Open;
            run.Write(run.NewEntry(EntryKind.StreamOpened, key), []);
        }
    }

    private void ThrowIfClosed(bool byPump)
    {
        if (isReturned && !byPump)
        {
            throw new InvalidOperationException(
                $"Stream '{key}' is closed: the task has returned, or its attempt is over. Await what writes to it before RunAsync returns, or pipe a source.");
        }

        if (state == State.Ended)
        {
            throw new InvalidOperationException($"Stream '{key}' has ended: its source came to its end. Declare another stream for what follows.");
        }
    }
}
