using System.Text.Json;
using System.Text.Json.Nodes;

namespace Runnel.Validation;

/// <summary>An enum's values as they are written in JSON: by name or by number, as the options have it.</summary>
internal static class EnumJson
{
    /// <summary>The JSON of each defined value; nothing where they cannot be written.</summary>
    public static IReadOnlyList<JsonNode> Of(Type type, JsonSerializerOptions options)
    {
        try
        {
            var info = options.GetTypeInfo(type);
            return [.. new EnumValues(type).Numbers.Distinct().Select(number => JsonSerializer.SerializeToNode(Enum.ToObject(type, number), info)).OfType<JsonNode>()];
        }
        catch (Exception exception) when (exception is NotSupportedException or InvalidOperationException or JsonException)
        {
            return [];
        }
    }
}
