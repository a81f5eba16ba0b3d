using Runnel.Log;

namespace Runnel.Streams;

/// <summary>The metadata of another run: what is changed is handed to whoever brings it there.</summary>
internal sealed class RelayedMetadata(Action<MetadataOperation> relay) : MetadataWriter
{
    private readonly Lock gate = new();
    private readonly HashSet<string> counters = new(StringComparer.Ordinal);
    private int total;

    private protected override void Apply(MetadataOperation operation)
    {
        if (string.IsNullOrEmpty(operation.Key))
        {
            throw new ArgumentException("A metadata key is not empty.", nameof(operation));
        }

        operation = operation with { Value = operation.Value?.DeepClone() };
        lock (gate)
        {
            Measure(operation);
        }

        relay(operation);
    }

    // A counter counts once, however often it is incremented.
    private void Measure(MetadataOperation operation)
    {
        var bytes = operation.Kind == MetadataOperationKind.Increment && counters.Contains(operation.Key) ? 0 : MetadataSize.Of(operation);
        if (total + bytes > TaskMetadata.MaxBytes)
        {
            throw new InvalidOperationException(
                $"Metadata '{operation.Key}': an execution may write at most {TaskMetadata.MaxBytes:N0} bytes of JSON to another run's metadata, and would have written more. Write large or growing values to a stream.");
        }

        total += bytes;
        if (operation.Kind == MetadataOperationKind.Increment)
        {
            counters.Add(operation.Key);
        }
    }
}
