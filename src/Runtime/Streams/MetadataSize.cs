using System.Text.Json;
using System.Text.Json.Nodes;
using Runnel.Log;

namespace Runnel.Streams;

/// <summary>How large metadata is, in bytes of JSON as they are stored.</summary>
internal static class MetadataSize
{
    public static int Of(JsonNode? value) => value is null ? 4 : System.Text.Encoding.UTF8.GetByteCount(value.ToJsonString());

    /// <exception cref="ArgumentException">The value cannot be stored, or the key is empty.</exception>
    public static int Of(MetadataOperation operation)
    {
        if (string.IsNullOrEmpty(operation.Key))
        {
            throw new ArgumentException("A metadata key is not empty.", nameof(operation));
        }

        try
        {
            return EntryBodies.Encode([operation], EntryBodies.Default.ListMetadataOperation).Length;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException or NotSupportedException)
        {
            throw new ArgumentException($"Metadata '{operation.Key}': the value cannot be written as JSON: {exception.Message}", nameof(operation), exception);
        }
    }
}
