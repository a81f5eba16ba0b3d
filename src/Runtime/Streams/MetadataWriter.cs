using System.Text.Json.Nodes;
using Runnel.Log;

namespace Runnel;

/// <summary>Changes the metadata of a run. Changes are accepted at once; several that overwrite each other become one.</summary>
public abstract class MetadataWriter
{
    private protected MetadataWriter()
    {
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

    private protected abstract void Apply(MetadataOperation operation);
}
