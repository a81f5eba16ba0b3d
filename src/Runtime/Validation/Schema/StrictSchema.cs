using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Runnel.Validation;

/// <summary>
/// The form of a schema that a model can be held to: every member required, optional ones nullable, no others. What is not allowed there is said in
/// the description, so that the model knows of it all the same; the binder checks it.
/// </summary>
internal static class StrictSchema
{
    private static readonly string[] Formats = ["date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uuid"];

    private static readonly string[] Lookarounds = ["(?=", "(?!", "(?<"];

    private static readonly string[] Unsupported =
    [
        "not", "allOf", "propertyNames", "minProperties", "maxProperties", "contentEncoding", "contentMediaType", "uniqueItems", "minLength", "maxLength", "title", "$comment",
    ];

    /// <exception cref="NotSupportedException">Something in it has no such form.</exception>
    public static JsonNode Of(JsonNode schema)
    {
        if (schema is not JsonObject root || !IsOf(root, "object") || root["anyOf"] is not null || root["additionalProperties"] is JsonObject)
        {
            throw new NotSupportedException("There is no strict schema of it: the whole must be an object with known members, and no union.");
        }

        if (root["$defs"] is JsonObject definitions)
        {
            foreach (var (name, definition) in definitions)
            {
                Restrict(definition, $"$defs.{name}");
            }
        }

        Restrict(root, "$");
        return root;
    }

    private static void Restrict(JsonNode? node, string path)
    {
        if (node is not JsonObject place || !IsTyped(place))
        {
            throw new NotSupportedException($"There is no strict schema of {path}: it may be any JSON.");
        }

        if (place["const"] is JsonValue constant && place["type"] is null)
        {
            place.Insert(0, "type", constant.GetValueKind() == JsonValueKind.Number ? "integer" : "string");
        }

        RestrictUnion(place, path);
        if (place["additionalProperties"] is JsonObject)
        {
            throw new NotSupportedException($"There is no strict schema of {path}: a dictionary's keys are not known. Use a list of pairs.");
        }

        if (IsOf(place, "object") && place["anyOf"] is null)
        {
            RestrictObject(place, path);
        }

        if (place["items"] is { } items)
        {
            Restrict(items, $"{path}[]");
        }

        MoveUnsupported(place);
    }

    private static void RestrictObject(JsonObject place, string path)
    {
        var properties = place["properties"] as JsonObject ?? [];
        place["properties"] ??= properties;
        var required = (place["required"] as JsonArray ?? []).Select(name => name!.GetValue<string>()).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, member) in properties.ToList())
        {
            Restrict(member, $"{path}.{name}");
            if (!required.Contains(name) && member!["const"] is null)
            {
                SchemaNulls.Allow((JsonObject)member);
            }
        }

        place["required"] = new JsonArray([.. properties.Select(member => (JsonNode)member.Key)]);
        place["additionalProperties"] = false;
    }

    // A union's members stand for themselves: what is said of all of them is said in each.
    private static void RestrictUnion(JsonObject place, string path)
    {
        if (place["anyOf"] is not JsonArray members)
        {
            return;
        }

        var shared = (place["required"] as JsonArray ?? []).Select(name => name!.GetValue<string>()).ToList();
        var isNullable = IsOf(place, "null");
        if (place["type"] is not null)
        {
            foreach (var member in members.OfType<JsonObject>().Where(member => member["$ref"] is null && member["type"] is null))
            {
                member.Insert(0, "type", "object");
                var own = (member["required"] as JsonArray ?? []).Select(name => name!.GetValue<string>());
                member["required"] = new JsonArray([.. shared.Concat(own).Distinct().Select(name => (JsonNode)name)]);
            }
        }

        place.Remove("type");
        place.Remove("required");
        foreach (var member in members)
        {
            Restrict(member, path);
        }

        if (isNullable)
        {
            SchemaNulls.Allow(place);
        }
    }

    private static void MoveUnsupported(JsonObject place)
    {
        LengthAsPattern(place);
        foreach (var keyword in Unsupported.Where(keyword => place[keyword] is not null))
        {
            Move(place, keyword, Words(keyword));
        }

        if (place.ContainsKey("default"))
        {
            Move(place, "default", place["default"] is null ? null : "Default");
        }

        if (place["format"] is JsonValue format && !Formats.Contains(format.GetValue<string>()))
        {
            Move(place, "format", "Format");
        }

        if (place["pattern"] is JsonValue pattern && Array.Exists(Lookarounds, text => pattern.GetValue<string>().Contains(text, StringComparison.Ordinal)))
        {
            Move(place, "pattern", "Pattern");
        }
    }

    // A pattern is allowed, a length is not. One of thousands would be a burden to whoever enforces it.
    private static void LengthAsPattern(JsonObject place)
    {
        const int Longest = 200;
        var least = place["minLength"]?.GetValue<int>() ?? 0;
        var most = place["maxLength"]?.GetValue<int>();
        if (place["pattern"] is null && (least > 0 || most is not null) && least <= Longest && !(most > Longest))
        {
            place.Remove("minLength");
            place.Remove("maxLength");
            place["pattern"] = string.Create(CultureInfo.InvariantCulture, $@"^[\s\S]{{{least},{most}}}$");
        }
    }

    private static void Move(JsonObject place, string keyword, string? words)
    {
        place.Remove(keyword, out var value);
        if (words is null)
        {
            return;
        }

        var shown = value is JsonValue text && text.GetValueKind() == JsonValueKind.String ? text.GetValue<string>() : value?.ToJsonString() ?? "null";
        var sentence = $"{words}: {shown}.";
        var description = place["description"]?.GetValue<string>();
        place.Remove("description");
        place.Insert(0, "description", description is null ? sentence : $"{description} {sentence}");
    }

    private static string? Words(string keyword) => keyword switch
    {
        "minLength" => "Characters at least",
        "maxLength" => "Characters at most",
        "minProperties" => "Entries at least",
        "maxProperties" => "Entries at most",
        "contentEncoding" => "Encoding",
        "not" => "Not",
        "allOf" => "Also",
        // They say nothing to a model that the names and the members do not.
        _ => null,
    };

    private static bool IsTyped(JsonObject place) =>
        Array.Exists(["type", "$ref", "anyOf", "enum", "const", "properties"], keyword => place[keyword] is not null);

    private static bool IsOf(JsonObject place, string name) => place["type"] switch
    {
        JsonArray several => several.Any(one => one!.GetValue<string>() == name),
        JsonValue one => one.GetValue<string>() == name,
        _ => name == "object" && place["properties"] is not null,
    };
}
