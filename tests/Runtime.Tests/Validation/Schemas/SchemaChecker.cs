using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Runnel.Tests.Validation;

/// <summary>
/// Holds JSON against a schema of JSON Schema 2020-12: the keywords that ours have, and no others: an unknown one is an error. Formats are
/// asserted, a date and time with or without an offset.
/// </summary>
internal sealed partial class SchemaChecker(JsonElement root)
{
    private static readonly string[] Annotations = ["description", "title", "default", "$defs", "contentEncoding"];

    public bool Accepts(JsonElement json) => Accepts(root, json);

    public bool Accepts(JsonElement schema, JsonElement json)
    {
        if (schema.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return schema.GetBoolean();
        }

        return schema.EnumerateObject().All(keyword => Holds(keyword.Name, keyword.Value, schema, json));
    }

    public JsonElement Resolve(JsonElement schema)
    {
        while (schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("$ref", out var pointer))
        {
            schema = pointer.GetString() is "#" ? root : root.GetProperty("$defs").GetProperty(pointer.GetString()!["#/$defs/".Length..]);
        }

        return schema;
    }

    private bool Holds(string keyword, JsonElement value, JsonElement schema, JsonElement json) => keyword switch
    {
        "$ref" => Accepts(Resolve(schema), json),
        "type" => value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Any(type => IsOf(type.GetString()!, json)) : IsOf(value.GetString()!, json),
        "enum" => value.EnumerateArray().Any(one => JsonElement.DeepEquals(one, json)),
        "const" => JsonElement.DeepEquals(value, json),
        "anyOf" => value.EnumerateArray().Any(one => Accepts(one, json)),
        "allOf" => value.EnumerateArray().All(one => Accepts(one, json)),
        "not" => !Accepts(value, json),
        "pattern" or "format" or "minLength" or "maxLength" => json.ValueKind != JsonValueKind.String || (keyword == "format" && schema.TryGetProperty("pattern", out _)) || TextHolds(keyword, value, json.GetString()!),
        "minimum" or "maximum" or "exclusiveMinimum" or "exclusiveMaximum" => json.ValueKind != JsonValueKind.Number || NumberHolds(keyword, value.GetDouble(), json.GetDouble()),
        "items" => json.ValueKind != JsonValueKind.Array || json.EnumerateArray().All(item => Accepts(value, item)),
        "minItems" => json.ValueKind != JsonValueKind.Array || json.GetArrayLength() >= value.GetInt32(),
        "maxItems" => json.ValueKind != JsonValueKind.Array || json.GetArrayLength() <= value.GetInt32(),
        "properties" or "required" or "additionalProperties" or "propertyNames" or "minProperties" or "maxProperties" =>
            json.ValueKind != JsonValueKind.Object || ObjectHolds(keyword, value, schema, json),
        _ => Annotations.Contains(keyword) ? true : throw new NotSupportedException($"unknown keyword {keyword}"),
    };

    private bool ObjectHolds(string keyword, JsonElement value, JsonElement schema, JsonElement json) => keyword switch
    {
        "properties" => json.EnumerateObject().All(member => !value.TryGetProperty(member.Name, out var own) || Accepts(own, member.Value)),
        "required" => value.EnumerateArray().All(name => json.TryGetProperty(name.GetString()!, out _)),
        "additionalProperties" => json.EnumerateObject().All(
            member => (schema.TryGetProperty("properties", out var known) && known.TryGetProperty(member.Name, out _)) || Accepts(value, member.Value)),
        "propertyNames" => json.EnumerateObject().All(member => Accepts(value, JsonSerializer.SerializeToElement(member.Name))),
        "minProperties" => json.EnumerateObject().Count() >= value.GetInt32(),
        _ => json.EnumerateObject().Count() <= value.GetInt32(),
    };

    // A format beside a pattern is a hint: the pattern says it exactly.
    private static bool TextHolds(string keyword, JsonElement value, string text) => keyword switch
    {
        // A $ of .NET's would let a line end follow.
        "pattern" => Regex.IsMatch(text, Regex.Replace(value.GetString()!, @"\$$", @"(?!\n)$"), RegexOptions.ECMAScript),
        "minLength" => text.EnumerateRunes().Count() >= value.GetInt32(),
        "maxLength" => text.EnumerateRunes().Count() <= value.GetInt32(),
        _ => value.GetString() switch
        {
            "uuid" => Uuid().IsMatch(text),
            "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            "date-time" => DateTimePattern().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _),
            "uri" => Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out _),
            var format => throw new NotSupportedException($"unknown format {format}"),
        },
    };

    private static bool NumberHolds(string keyword, double limit, double value) => keyword switch
    {
        "minimum" => value >= limit,
        "maximum" => value <= limit,
        "exclusiveMinimum" => value > limit,
        _ => value < limit,
    };

    private static bool IsOf(string type, JsonElement json) => type switch
    {
        "object" => json.ValueKind == JsonValueKind.Object,
        "array" => json.ValueKind == JsonValueKind.Array,
        "string" => json.ValueKind == JsonValueKind.String,
        "number" => json.ValueKind == JsonValueKind.Number,
        "integer" => json.ValueKind == JsonValueKind.Number && Math.Floor(json.GetDouble()) == json.GetDouble(),
        "boolean" => json.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => json.ValueKind == JsonValueKind.Null,
        _ => throw new NotSupportedException($"unknown type {type}"),
    };

    [GeneratedRegex(@"^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\z")]
    private static partial Regex Uuid();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,16})?)?(Z|[+-]\d\d:\d\d)?\z")]
    private static partial Regex DateTimePattern();
}
