using System.Text.Json;
using System.Text.Json.Nodes;

namespace Runnel.Ai;

/// <summary>What providers ask of a tool's schema beyond what JSON Schema does.</summary>
internal static class ToolSchema
{
    // Some refuse an object that does not list its members, even where there are none.
    public static JsonElement WithProperties(JsonElement schema)
    {
        if (schema.TryGetProperty("properties", out _))
        {
            return schema;
        }

        var complete = JsonObject.Create(schema)!;
        complete["properties"] = new JsonObject();
        using var document = JsonDocument.Parse(complete.ToJsonString());
        return document.RootElement.Clone();
    }
}
