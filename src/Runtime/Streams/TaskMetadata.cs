using System.Text.Json;
using System.Text.Json.Nodes;
using Runnel.Log;
using Runnel.Streams;

namespace Runnel;

/// <summary>
/// The run's metadata, as the task sees and changes it: a small object that every run update shows to subscribers.
/// Changes are accepted at once and become durable with the next commit; several that overwrite each other become one.
/// </summary>
public sealed class TaskMetadata
{
    /// <summary>The largest metadata, in bytes of JSON.</summary>
    internal const int MaxBytes = 256 * 1024;

    private readonly Lock gate = new();
    private readonly JsonObject values;
    private readonly RunWriter run;
    private readonly TaskStreams streams;
    private readonly IReadOnlyCollection<string> declared;
    private int bytesAtMost;

    internal TaskMetadata(JsonObject values, RunWriter run, TaskStreams streams, IReadOnlyCollection<string> declared)
    {
        (this.values, this.run, this.streams, this.declared) = (values, run, streams, declared);
        bytesAtMost = Measure(values);
    }

    /// <summary>The value of a key; <see langword="null"/> where there is none. A copy: changing it changes nothing.</summary>
    public JsonNode? this[string key]
    {
        get
        {
            lock (gate)
            {
                return values[key]?.DeepClone();
            }
        }
    }

    /// <summary>Sets a key.</summary>
    /// <exception cref="InvalidOperationException">The metadata would have more than 256 KiB of JSON.</exception>
    public void Set(string key, JsonNode? value) => Apply(new MetadataOperation(MetadataOperationKind.Set, key, value));

    /// <summary>Adds to a number; a key that holds none counts as 0. The sum stays within the range of <see cref="double"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="by"/> is not finite.</exception>
    /// <exception cref="InvalidOperationException">The metadata would have more than 256 KiB of JSON.</exception>
    public void Increment(string key, double by = 1) => Apply(double.IsFinite(by)
        ? new MetadataOperation(MetadataOperationKind.Increment, key, by)
        : throw new ArgumentOutOfRangeException(nameof(by), by, "An increment is a finite number."));

    /// <summary>Adds to the end of a list; a key that holds none begins one.</summary>
    /// <exception cref="InvalidOperationException">The metadata would have more than 256 KiB of JSON.</exception>
    public void Append(string key, JsonNode? value) => Apply(new MetadataOperation(MetadataOperationKind.Append, key, value));

    /// <summary>Removes a key.</summary>
    public void Remove(string key) => Apply(new MetadataOperation(MetadataOperationKind.Remove, key, Value: null));

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

    private void Apply(MetadataOperation operation)
    {
        if (string.IsNullOrEmpty(operation.Key))
        {
            throw new ArgumentException("A metadata key is not empty.", nameof(operation));
        }

        if (streams.IsReturned)
        {
            throw new InvalidOperationException($"Metadata '{operation.Key}': the task has returned, or its attempt is over. Set it before RunAsync returns.");
        }

        lock (gate)
        {
            operation = operation with { Value = operation.Value?.DeepClone() };
            var bytes = Measure(operation);
            if (bytesAtMost + bytes > MaxBytes)
            {
                MakeSureItFits(operation);
            }
            else
            {
                bytesAtMost += bytes;
            }

            run.Write(operation);
            operation.ApplyTo(values);
        }
    }

    // The running sum counts what was overwritten; only when it reaches the limit is the real size measured.
    private void MakeSureItFits(MetadataOperation operation)
    {
        var next = values.DeepClone().AsObject();
        operation.ApplyTo(next);
        var bytes = Measure(next);
        if (bytes > MaxBytes)
        {
            throw new InvalidOperationException(
                $"Metadata '{operation.Key}': the run's metadata would have {bytes:N0} bytes of JSON; at most {MaxBytes:N0} are allowed. Write large or growing values to a stream.");
        }

        bytesAtMost = bytes;
    }

    // As it is going to be stored, so that what cannot be is refused here.
    private static int Measure(MetadataOperation operation)
    {
        try
        {
            return EntryBodies.Encode([operation], EntryBodies.Default.ListMetadataOperation).Length;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException or NotSupportedException)
        {
            throw new ArgumentException($"Metadata '{operation.Key}': the value cannot be written as JSON: {exception.Message}", nameof(operation), exception);
        }
    }

    private static int Measure(JsonNode? value) => value is null ? 4 : System.Text.Encoding.UTF8.GetByteCount(value.ToJsonString());
}
