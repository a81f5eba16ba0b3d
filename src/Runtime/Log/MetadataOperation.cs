using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Runnel.Log;

[JsonConverter(typeof(JsonStringEnumConverter<MetadataOperationKind>))]
internal enum MetadataOperationKind
{
    Set,
    Increment,
    Append,
    Remove,
}

/// <summary>One change of a run's metadata.</summary>
internal sealed record MetadataOperation(MetadataOperationKind Kind, string Key, JsonNode? Value)
{
    /// <summary>Applies the change. A value of another kind than the operation expects is replaced.</summary>
    public void ApplyTo(JsonObject metadata)
    {
        switch (Kind)
        {
            case MetadataOperationKind.Set:
                metadata[Key] = Value?.DeepClone();
                break;
            case MetadataOperationKind.Increment:
                metadata[Key] = Math.Clamp(NumberAt(metadata) + Value!.GetValue<double>(), double.MinValue, double.MaxValue);
                break;
            case MetadataOperationKind.Append:
                if (metadata[Key] is not JsonArray list)
                {
                    metadata[Key] = list = metadata[Key] is { } single ? [single.DeepClone()] : [];
                }

                list.Add(Value?.DeepClone());
                break;
            case MetadataOperationKind.Remove:
                metadata.Remove(Key);
                break;
        }
    }

    // A value that was set as an int does not say that it is a double; its text does.
    private double NumberAt(JsonObject metadata) =>
        metadata[Key] is JsonValue value && value.GetValueKind() == JsonValueKind.Number
            ? double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture)
            : 0;
}
