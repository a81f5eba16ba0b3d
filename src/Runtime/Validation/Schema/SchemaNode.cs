using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Runnel.Validation;

/// <summary>One place of a schema that is being made, and what rules say there.</summary>
/// <param name="keywords">The keywords so far.</param>
/// <param name="type">The contract of the values there.</param>
/// <param name="member">The member, unless they are items or the whole.</param>
internal sealed class SchemaNode(JsonObject keywords, JsonTypeInfo type, JsonPropertyInfo? member)
{
    public JsonObject Keywords => keywords;

    public JsonTypeInfo Type => type;

    public JsonPropertyInfo? Member => member;

    public JsonSerializerOptions Options => type.Options;

    public bool Is(string name) => keywords["type"] switch
    {
        JsonArray several => several.Any(one => one?.GetValue<string>() == name),
        JsonValue one => one.GetValue<string>() == name,
        _ => false,
    };

    /// <summary>Says in words what no keyword can.</summary>
    public void Note(string sentence)
    {
        var description = keywords["description"]?.GetValue<string>();
        keywords.Remove("description");
        keywords.Insert(0, "description", description is null ? sentence : $"{description.TrimEnd()}{(description.TrimEnd().EndsWith('.') ? "" : ".")} {sentence}");
    }

    public void ForbidNull()
    {
        if (keywords["type"] is JsonArray several)
        {
            var left = several.Where(one => one!.GetValue<string>() != "null").Select(one => one!.DeepClone()).ToArray();
            keywords["type"] = left.Length == 1 ? left[0] : new JsonArray(left);
        }

        if (keywords["enum"] is JsonArray values)
        {
            keywords["enum"] = new JsonArray([.. values.Where(value => value is not null).Select(value => value!.DeepClone())]);
        }
    }

    public void AddPattern(string pattern)
    {
        if (keywords["pattern"] is not { } first)
        {
            keywords["pattern"] = pattern;
            return;
        }

        // The more telling one stands where every reader of schemas looks.
        var (shown, other) = first.GetValue<string>() == SchemaPattern.NotBlank ? (pattern, SchemaPattern.NotBlank) : (first.GetValue<string>(), pattern);
        var all = keywords["allOf"] as JsonArray ?? [];
        all.Add((JsonNode)new JsonObject { ["pattern"] = other });
        keywords["pattern"] = shown;
        keywords["allOf"] = all;
    }

    public void AddMinimum(object limit, bool isExclusive) => AddLimit("minimum", "exclusiveMinimum", limit, isExclusive, inward: 1);

    public void AddMaximum(object limit, bool isExclusive) => AddLimit("maximum", "exclusiveMaximum", limit, isExclusive, inward: -1);

    public void Allow(JsonArray values)
    {
        var before = keywords["enum"] as JsonArray;
        keywords["enum"] = before is null
            ? values
            : new JsonArray([.. before.Where(value => values.Any(allowed => JsonNode.DeepEquals(value, allowed))).Select(value => value?.DeepClone())]);
    }

    public void Deny(JsonArray values)
    {
        if (keywords["enum"] is JsonArray before)
        {
            keywords["enum"] = new JsonArray([.. before.Where(value => !values.Any(denied => JsonNode.DeepEquals(value, denied))).Select(value => value?.DeepClone())]);
        }
        else
        {
            keywords["not"] = new JsonObject { ["enum"] = values };
        }
    }

    /// <summary>The JSON of a value as the member's type writes it; <see langword="null"/> if it cannot be told.</summary>
    public JsonNode? ToJson(object value)
    {
        if (member?.CustomConverter is not null)
        {
            return null;
        }

        if (Numbers.IsNumber(value))
        {
            return Numbers.ToJson(value);
        }

        try
        {
            return JsonSerializer.SerializeToNode(value, Options.GetTypeInfo(value.GetType()));
        }
        catch (Exception exception) when (exception is NotSupportedException or InvalidOperationException or JsonException)
        {
            return null;
        }
    }

    // The narrower of several limits is said.
    private void AddLimit(string inclusive, string exclusive, object limit, bool isExclusive, int inward)
    {
        if (!Numbers.IsFinite(limit)
            || (keywords[inclusive] is { } own && Numbers.Compare(limit, Numbers.Of(own)) * inward < 0)
            || (keywords[exclusive] is { } other && Numbers.Compare(limit, Numbers.Of(other)) * inward <= 0))
        {
            return;
        }

        keywords.Remove(inclusive);
        keywords.Remove(exclusive);
        keywords[isExclusive ? exclusive : inclusive] = Numbers.ToJson(limit);
    }
}
