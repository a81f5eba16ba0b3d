using System.Text.Json.Nodes;
using Runnel.Log;
using Runnel.Streams;

namespace Runnel;

/// <summary>
/// The run's metadata, as the task sees and changes it: a small object that every run update shows to subscribers.
/// Changes are accepted at once and become durable with the next commit; several that overwrite each other become one.
/// </summary>
public sealed class TaskMetadata : MetadataWriter
{
    /// <summary>The largest metadata, in bytes of JSON.</summary>
    internal const int MaxBytes = 256 * 1024;

    private readonly Lock gate = new();
    private readonly RunWriter run;
    private readonly TaskStreams streams;
    private readonly IReadOnlyCollection<string> declared;
    private readonly int mayHave;
    private JsonObject? values;
    private int bytesAtMost;

    internal TaskMetadata(JsonObject? values, RunWriter run, TaskStreams streams, IReadOnlyCollection<string> declared)
    {
        (this.values, this.run, this.streams, this.declared) = (values, run, streams, declared);
        bytesAtMost = MetadataSize.Of(values);

        // What other runs have written is not held against this one.
        mayHave = bytesAtMost > MaxBytes ? bytesAtMost + MaxBytes : MaxBytes;
    }

    /// <summary>The value of a key; <see langword="null"/> where there is none. A copy: changing it changes nothing.</summary>
    public JsonNode? this[string key]
    {
        get
        {
            lock (gate)
            {
                return values?[key]?.DeepClone();
            }
        }
    }

    /// <summary>
    /// The metadata of the run whose task triggered this one; <see langword="null"/> for a root. What is written to it is kept with this run until it
    /// is in the parent's log, so that it is neither lost nor written twice; this run ends after that. A parent that has ended takes nothing any more,
    /// which is a warning on this run. Its own task sees the changes as its subscribers do, not through its context.
    /// </summary>
    public MetadataWriter? Parent { get; internal init; }

    /// <summary>The metadata of the run at the top of the tree, as <see cref="Parent"/>; of a root its own.</summary>
    public MetadataWriter Root { get => field ?? this; internal init; }

    /// <summary>
    /// Pipes a source into a stream that no record declares; subscribers get it as chunks of an unknown key. It behaves like
    /// <see cref="TaskStream{T}.Pipe"/>.
    /// </summary>
    /// <param name="key">1 to 128 of <c>A-Z a-z 0-9 . _ -</c>; not the key of a declared stream.</param>
    /// <param name="source">What to read.</param>
    /// <exception cref="ArgumentException">The key is not valid, or declared.</exception>
    /// <exception cref="InvalidOperationException">The stream is being piped, has ended, or the task has returned.</exception>
    public PipedStream<T> Stream<T>(string key, IAsyncEnumerable<T> source)
    {
        if (declared.Contains(key))
        {
            throw new ArgumentException($"'{key}' is a declared stream: write to it through the task's [Streams] record.", nameof(key));
        }

        return streams.Open<T>(key).Pipe(source);
    }

    private protected override void Apply(MetadataOperation operation)
    {
        if (streams.IsReturned)
        {
            throw new InvalidOperationException($"Metadata '{operation.Key}': the task has returned, or its attempt is over. Set it before RunAsync returns.");
        }

        lock (gate)
        {
            operation = operation with { Value = operation.Value?.DeepClone() };
            var bytes = MetadataSize.Of(operation);
            if (bytesAtMost + bytes > mayHave)
            {
                MakeSureItFits(operation);
            }
            else
            {
                bytesAtMost += bytes;
            }

            run.Write(operation);
            operation.ApplyTo(values ??= []);
        }
    }

    // The running sum counts what was overwritten; only when it reaches the limit is the real size measured.
    private void MakeSureItFits(MetadataOperation operation)
    {
        var next = values?.DeepClone().AsObject() ?? [];
        operation.ApplyTo(next);
        var bytes = MetadataSize.Of(next);
        if (bytes > mayHave)
        {
            throw new InvalidOperationException(
                $"Metadata '{operation.Key}': the run's metadata would have {bytes:N0} bytes of JSON; at most {MaxBytes:N0} are allowed. Write large or growing values to a stream.");
        }

        bytesAtMost = bytes;
    }
}
