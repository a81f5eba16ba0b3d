using Runnel.Log;

namespace Runnel.Streams;

/// <summary>The metadata of another run: what is changed is handed to whoever brings it there.</summary>
internal sealed class RelayedMetadata(Action<MetadataOperation> relay) : MetadataWriter
{
    private protected override void Apply(MetadataOperation operation)
    {
        operation = operation with { Value = operation.Value?.DeepClone() };
        if (MetadataSize.Of(operation) is var bytes && bytes > TaskMetadata.MaxBytes)
        {
            throw new InvalidOperationException(
                $"Metadata '{operation.Key}': the value has {bytes:N0} bytes of JSON; at most {TaskMetadata.MaxBytes:N0} are allowed. Write large or growing values to a stream.");
        }

        relay(operation);
    }
}
