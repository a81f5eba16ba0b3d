using Runnel.Log;

namespace Runnel.Testing;

/// <summary>
/// A stream that a test gave to a task, and what the task streamed to it. It converts to the <see cref="TaskStream{T}"/> that the task asks
/// for; enumerated, it gives the chunks as they come, to the stream's end, as a client's <c>Read…Async</c> does.
/// </summary>
/// <typeparam name="T">The type of its chunks.</typeparam>
public sealed class CapturedStream<T> : IAsyncEnumerable<T>
{
    private readonly Lock gate = new();
    private readonly CapturedRun run;
    private readonly List<T> chunks = [];
    private StreamEnd? end;
    private bool isOpened;
    private long read;

    internal CapturedStream(CapturedRun run, string key)
    {
        this.run = run;
        read = run.Start;
        Stream = run.Streams.Open<T>(key);
    }

    /// <summary>The stream to give to the task.</summary>
    public TaskStream<T> Stream { get; }

    /// <summary>The stream's key.</summary>
    public string Key => Stream.Key;

    /// <summary>What was streamed so far: every chunk whose write has completed, in order.</summary>
    /// <exception cref="ChunkException">A chunk's type does not read back what it writes.</exception>
    public IReadOnlyList<T> Chunks
    {
        get
        {
            lock (gate)
            {
                Read();
                return [.. chunks];
            }
        }
    }

    /// <summary>How the stream ended; <see langword="null"/> while it has not.</summary>
    /// <exception cref="ChunkException">A chunk's type does not read back what it writes.</exception>
    public StreamEnd? End
    {
        get
        {
            lock (gate)
            {
                Read();
                return end;
            }
        }
    }

    /// <summary>Whether the stream has begun, with its first chunk or its source, and has not ended.</summary>
    /// <exception cref="ChunkException">A chunk's type does not read back what it writes.</exception>
    public bool IsOpen
    {
        get
        {
            lock (gate)
            {
                Read();
                return isOpened && end is null;
            }
        }
    }

    /// <summary>The stream to give to the task.</summary>
    public static implicit operator TaskStream<T>(CapturedStream<T> captured)
    {
        ArgumentNullException.ThrowIfNull(captured);
        return captured.Stream;
    }

    /// <summary>
    /// Does what the engine does when the task has returned, and is for then: a source that was piped is read to its end; without one the
    /// stream ends. Nothing else can be written from now on. Fails with what the source threw. Doing it again changes nothing.
    /// </summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="TimeoutException">The source does not come to its end within <see cref="CaptureOptions.Patience"/>.</exception>
    public async Task CompletionAsync(CancellationToken cancellationToken = default)
    {
        run.Streams.Return();
        foreach (var pump in run.Streams.Pumps.Where(pump => pump.Writer.Key == Key))
        {
            try
            {
                await pump.WaitAsync().WaitAsync(run.Patience, cancellationToken);
            }
            catch (TimeoutException) when (!pump.HasEnded)
            {
                throw Hangs("has not ended", "Let the source end; to see chunks of one that does not, enumerate the captured stream.");
            }
        }
    }

    /// <summary>
    /// The chunks as they come, from the first, to the stream's end: that of its source, or the call of <see cref="CompletionAsync"/>.
    /// </summary>
    /// <exception cref="StreamFailedException">The source failed.</exception>
    /// <exception cref="ChunkException">A chunk's type does not read back what it writes.</exception>
    /// <exception cref="TimeoutException">Nothing came within <see cref="CaptureOptions.Patience"/>.</exception>
    public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var entries = run.FollowAsync(Key, stop.Token).GetAsyncEnumerator(CancellationToken.None);
        while (await NextAsync(entries, stop, cancellationToken))
        {
            if (entries.Current.Kind == EntryKind.Chunk)
            {
                yield return run.Decode<T>(entries.Current);
            }
            else if (entries.Current.Kind == EntryKind.StreamEnded)
            {
                var (reason, error) = run.DecodeEnd(entries.Current);
                if (reason != StreamEndReason.Completed)
                {
                    throw new StreamFailedException(run.RunId, Key, reason, error);
                }

                yield break;
            }
        }
    }

    private async ValueTask<bool> NextAsync(IAsyncEnumerator<LogEntry> entries, CancellationTokenSource stop, CancellationToken cancellationToken)
    {
        stop.CancelAfter(run.Patience);
        try
        {
            return await entries.MoveNextAsync();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw Hangs("has neither brought a chunk nor ended", "A stream that is written to ends when the test calls CompletionAsync, after the task has returned.");
        }
        finally
        {
            stop.CancelAfter(Timeout.InfiniteTimeSpan);
        }
    }

    private void Read()
    {
        foreach (var entry in run.EntriesAfter(read))
        {
            if (entry.Key == Key)
            {
                switch (entry.Kind)
                {
                    case EntryKind.StreamOpened:
                        isOpened = true;
                        break;
                    case EntryKind.Chunk:
                        chunks.Add(run.Decode<T>(entry));
                        break;
                    case EntryKind.StreamEnded:
                        end = run.DecodeEnd(entry);
                        break;
                }
            }

            read = entry.Sequence;
        }
    }

    private TimeoutException Hangs(string what, string mend) =>
        new($"Stream '{Key}' {what} within {run.Patience.TotalSeconds:0.###} s; chunks so far: {Chunks.Count}. {mend}");
}
