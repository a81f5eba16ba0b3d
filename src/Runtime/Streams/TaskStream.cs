using System.Text;
using System.Text.Json.Serialization.Metadata;

namespace Runnel;

/// <summary>
/// One stream of a task: what is written to it reaches the run's subscribers, typed, while the run goes on and after it.
/// Chunks are immutable: readers in the process may be given the object that was written.
/// </summary>
/// <typeparam name="T">The type of its chunks.</typeparam>
public sealed class TaskStream<T>
{
    private readonly Streams.StreamWriter writer;
    private readonly Streams.TaskStreams streams;
    private JsonTypeInfo<T>? type;

    internal TaskStream(Streams.StreamWriter writer, Streams.TaskStreams streams) => (this.writer, this.streams) = (writer, streams);

    /// <summary>The stream's key.</summary>
    public string Key => writer.Key;

    /// <summary>
    /// Starts reading a source at once, on its own, and writes what it yields. The result can be read by the task itself, at any time and
    /// more than once; it need not be: what is still running when the task returns is drained for up to <see cref="RunnelOptions.DrainTimeout"/>.
    /// The stream ends with its source.
    /// </summary>
    /// <param name="source">What to read. It is given a token that is canceled when the stream is cut off.</param>
    /// <exception cref="InvalidOperationException">The stream is being piped, has ended, or the task has returned.</exception>
    public PipedStream<T> Pipe(IAsyncEnumerable<T> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return streams.Pipe(writer, source);
    }

    /// <summary>Appends one chunk.</summary>
    /// <param name="chunk">At most 1 MiB of JSON.</param>
    /// <param name="cancellationToken">Gives up waiting; the chunk is then not written.</param>
    /// <returns>Completes when the chunk is accepted: at once, unless more than a window's bytes wait to be committed.</returns>
    /// <exception cref="ChunkException">It does not serialize, or is too large.</exception>
    /// <exception cref="InvalidOperationException">The stream has ended, or the task has returned.</exception>
    /// <exception cref="RunFencedException">The run was given to another worker, or has ended.</exception>
    public ValueTask WriteAsync(T chunk, CancellationToken cancellationToken = default) =>
        writer.WriteAsync(chunk, type ??= writer.TypeOf<T>(), byPump: false, cancellationToken);

    /// <summary>Completes when everything that the task has written so far, to any stream, is durable.</summary>
    /// <exception cref="RunFencedException">The run was given to another worker, or has ended.</exception>
    public ValueTask FlushAsync(CancellationToken cancellationToken = default) => writer.FlushAsync(cancellationToken);
}

/// <summary>Sources of text for a stream of strings.</summary>
public static class TextStreamExtensions
{
    /// <summary>Pipes the text of a byte stream, such as an HTTP body, as it arrives.</summary>
    /// <param name="stream">The stream to write to.</param>
    /// <param name="source">The bytes: UTF-8; a character whose bytes arrive apart is put together.</param>
    /// <param name="leaveOpen">Whether to leave <paramref name="source"/> undisposed at its end. Default <see langword="false"/>.</param>
    /// <exception cref="InvalidOperationException">The stream is being piped, has ended, or the task has returned.</exception>
    public static PipedStream<string> PipeText(this TaskStream<string> stream, Stream source, bool leaveOpen = false)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(source);
        return stream.Pipe(Streams.TextSource.ReadAsync(source, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen));
    }
}
