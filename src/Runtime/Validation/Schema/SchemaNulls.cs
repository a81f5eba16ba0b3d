using System.Text.Json.Nodes;

namespace Runnel.Validation;

/// <summary>Lets a place of a schema be null as well.</summary>
internal static class SchemaNulls
{
    public static void Allow(JsonObject place)
    {
        if (place["$ref"] is { } reference)
        {
            place.Remove("$ref");
            place["anyOf"] = new JsonArray(new JsonObject { ["$ref"] = reference.DeepClone() }, new JsonObject { ["type"] = "null" });
            return;
        }

        if (place["type"] is null && place["anyOf"] is JsonArray members)
        {
            if (!members.Any(member => member?["type"] is JsonValue type && type.GetValue<string>() == "null"))
            {
                members.Add((JsonNode)new JsonObject { ["type"] = "null" });
            }

            return;
        }

        if (place["type"] is JsonValue single)
        {
            if (single.GetValue<string>() != "null")
            {
                place["type"] = new JsonArray(single.DeepClone(), "null");
            }
        }
        else if (place["type"] is JsonArray several && !several.Any(one => one!.GetValue<string>() == "null"))
        {
            several.Add((JsonNode)"null");
        }

        if (place["enum"] is JsonArray values && values.All(value => value is not null))
        {
            values.Add(null);
        }
    }
}
