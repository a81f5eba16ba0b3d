using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.AI;

namespace Runnel.OpenAI.Requests;

/// <summary>The schema of a tool's parameters, with the members that OpenAI asks for even where there are no parameters.</summary>
internal sealed class ToolSchema
{
    [JsonPropertyName("type")]
    public string Type { get; set; } = "object";

    [JsonPropertyName("required")]
    public IList<string> Required { get; set; } = [];

    [JsonPropertyName("properties")]
    public IDictionary<string, JsonElement> Properties { get; set; } = new Dictionary<string, JsonElement>(StringComparer.Ordinal);

    [JsonPropertyName("additionalProperties")]
    public JsonElement AdditionalProperties { get; set; } = JsonElement.Parse("false");

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; set; }

    public static BinaryData Of(AIFunctionDeclaration function, bool? strict)
    {
        var schema = (strict == true ? StrictSchema.Of(function) : function.JsonSchema).Deserialize(SchemaJson.Default.ToolSchema)!;
        return BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(schema, SchemaJson.Default.ToolSchema));
    }
}
