using System.Runtime.CompilerServices;
using System.Text.Json;
using Runnel.Json;
using Runnel.Log;

namespace Runnel.Streams;

/// <summary>The streams of one execution.</summary>
public sealed class TaskStreams
{
    private readonly Lock gate = new();
    private Dictionary<string, StreamWriter>? writers;
    private List<Pump>? pumps;
    private readonly RunLog log;
    private readonly RunWriter run;
    private readonly JsonSerializerOptions json;
    private readonly long start;
    private readonly CancellationToken stopped;
    private bool isReturned;

    internal TaskStreams(RunLog log, RunWriter run, JsonSerializerOptions json, long start, CancellationToken stopped) =>
        (this.log, this.run, this.json, this.start, this.stopped) = (log, run, json, start, stopped);

    /// <summary>The stream of a key; generated code calls it for each declared stream.</summary>
    /// <exception cref="ArgumentException">The key is not 1 to 128 of <c>A-Z a-z 0-9 . _ -</c>.</exception>
    public TaskStream<T> Open<T>(string key) => new(WriterOf(key), this);

    /// <summary>Whether the task has returned, or its attempt is over.</summary>
    internal bool IsReturned
    {
        get
        {
            lock (gate)
            {
                return isReturned;
            }
        }
    }

    /// <summary>The sources that were piped so far.</summary>
    internal IReadOnlyList<Pump> Pumps
    {
        get
        {
            lock (gate)
            {
                return pumps is null ? [] : [.. pumps];
            }
        }
    }

    internal PipedStream<T> Pipe<T>(StreamWriter writer, IAsyncEnumerable<T> source)
    {
        writer.BeginPipe();
        var pump = new Pump(writer, log.Scheduler, stopped);
        lock (gate)
        {
            (pumps ??= []).Add(pump);
        }

        pump.Start(source);
        var types = new ChunkTypes(json);
        return new PipedStream<T>(
            pump,
            cancellationToken => FollowAsync(writer.Key, cancellationToken),
            entry => new StreamChunk(entry.Key!, entry.Value, entry.Body, types));
    }

    /// <summary>The task has returned: streams that are not piped end, and only pumps write from now on.</summary>
    internal void Return()
    {
        foreach (var writer in CloseAll())
        {
            writer.Return();
        }
    }

    /// <summary>The attempt is over: nothing is written any more.</summary>
    /// <returns>The keys of the streams that were open; the caller ends them in the log.</returns>
    internal IReadOnlyList<string> Abandon()
    {
        var open = CloseAll().Where(writer => writer.Abandon()).Select(writer => writer.Key).ToList();
        foreach (var pump in Pumps)
        {
            pump.Stop();
        }

        return open;
    }

    private List<StreamWriter> CloseAll()
    {
        lock (gate)
        {
            isReturned = true;
            return writers is null ? [] : [.. writers.Values];
        }
    }

    private StreamWriter WriterOf(string key)
    {
        StreamKeys.Validate(key, nameof(key));
        lock (gate)
        {
            writers ??= new(StringComparer.Ordinal);
            if (!writers.TryGetValue(key, out var writer))
            {
                writers[key] = writer = new StreamWriter(run, key, json, log.Options.SharesChunks);
                if (isReturned)
                {
                    writer.Return();
                }
            }

            return writer;
        }
    }

    // The entries of one stream of this execution, to its end.
    private async IAsyncEnumerable<LogEntry> FollowAsync(string key, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var after = start;
        await foreach (var segment in Subscription.FollowAsync(log, run.RunId, after, cancellationToken).ConfigureAwait(false))
        {
            foreach (var entry in segment.Entries)
            {
                if (entry.Sequence > after && entry.Key == key && entry.Attempt == run.Attempt && entry.Kind is EntryKind.Chunk or EntryKind.StreamEnded)
                {
                    yield return entry;
                }
            }

            after = segment.Last;
        }
    }
}
