using System.Runtime.CompilerServices;
using Runnel.Log;
using Runnel.Streams;

namespace Runnel;

/// <summary>
/// A source on its way into a stream. Read it to see each chunk after it has become durable, from the stream's beginning, however late;
/// or await <see cref="Completion"/>; or leave it to be drained.
/// </summary>
/// <typeparam name="T">The type of its chunks.</typeparam>
public sealed class PipedStream<T> : IAsyncEnumerable<T>
{
    private readonly Pump pump;
    private readonly Func<CancellationToken, IAsyncEnumerable<LogEntry>> follow;
    private readonly Func<LogEntry, StreamChunk> chunkOf;

    internal PipedStream(Pump pump, Func<CancellationToken, IAsyncEnumerable<LogEntry>> follow, Func<LogEntry, StreamChunk> chunkOf) =>
        (this.pump, this.follow, this.chunkOf) = (pump, follow, chunkOf);

    /// <summary>
    /// Completes when the source came to its end and all its chunks are durable; fails with what the source threw.
    /// Whoever takes it has seen to the stream's failure: the attempt no longer fails for it.
    /// </summary>
    public Task Completion
    {
        get
        {
            pump.IsObserved = true;
            return pump.WaitAsync();
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        await foreach (var entry in follow(cancellationToken).ConfigureAwait(false))
        {
            if (entry.Kind == EntryKind.Chunk)
            {
                yield return chunkOf(entry).Read<T>();
            }
            else
            {
                break;
            }
        }

        // The stream's end is in the log; what ended it, if it failed, the pump still holds as it was thrown.
        pump.IsObserved = true;
        await pump.WaitAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
    }
}
