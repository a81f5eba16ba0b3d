using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace Runnel.Tests.Validation;

/// <summary>Makes JSON that a schema accepts, from nothing but the schema, with its limits more often than what is between them.</summary>
internal sealed class SchemaSamples(JsonElement root)
{
    private const int DeepEnough = 4;

    private static readonly string[] Texts =
    [
        "", " ", "a", "ab", "abc", "abcd", "Ωß漢", "a b", "text with \"quotes\" and \n lines", "AB-12", "ZZ-99", "2026-05-17", "2024-02-29", "2026-05-17T09:30:00Z", "2026-05-17T09:30:00.1234567+02:00",
        "2026-05-17T09:30:00", "09:30:00", "23:59:59.9999999", "1.02:30:00", "-00:00:01", "10675199.02:48:05.4775807", "a@b", "someone@example.org", "http://example.org/a?b=c", "ftp://x", "AAAA", "aGVsbG8=", "AA==",
        "0198f3a1-2c6e-7b7a-9c41-5d1f0a6b2e33", "1.2", "1.2.3.4", "7", "-12", "true", "Read", "Read, Write", "Write", "Execute, Read",
    ];

    private readonly SchemaChecker checker = new(root);

    public Gen<JsonElement> All => Of(root, depth: 0).Select(node => JsonSerializer.SerializeToElement(node)).Where(checker.Accepts);

    private Gen<JsonNode?> Of(JsonElement schema, int depth)
    {
        schema = checker.Resolve(schema);
        if (schema.ValueKind == JsonValueKind.True || (schema.ValueKind == JsonValueKind.Object && !schema.EnumerateObject().Any()))
        {
            return Gen.Elements(["1", "\"any\"", "null", "[1,{}]", "{\"a\":true}"]).Select(json => JsonNode.Parse(json));
        }

        if (schema.TryGetProperty("enum", out var values))
        {
            return Gen.Elements(values.EnumerateArray().Select(value => value.GetRawText()).ToArray()).Select(json => JsonNode.Parse(json)).Where(node => Holds(schema, node));
        }

        if (schema.TryGetProperty("const", out var constant))
        {
            return Gen.Constant(constant.GetRawText()).Select(json => JsonNode.Parse(json));
        }

        if (schema.TryGetProperty("anyOf", out var members))
        {
            // Deep down the member that leads nowhere, if there is one.
            var ways = members.EnumerateArray().ToList();
            var flat = ways.Where(way => !way.GetRawText().Contains("$ref", StringComparison.Ordinal)).ToList();
            var chosen = Gen.OneOf((depth > DeepEnough && flat.Count > 0 ? flat : ways).Select(way => Of(way, depth)).ToArray());
            return IsNullable(schema) ? Gen.Frequency((4, chosen), (1, Gen.Constant<JsonNode?>(null))) : chosen;
        }

        if (depth > DeepEnough && IsNullable(schema))
        {
            return Gen.Constant<JsonNode?>(null);
        }

        var type = Types(schema).FirstOrDefault(name => name != "null") ?? "null";
        var value = type switch
        {
            "object" => Object(schema, depth),
            "array" => Array(schema, depth),
            "string" => Text(schema),
            "integer" => Number(schema, isWhole: true),
            "number" => Number(schema, isWhole: false),
            "boolean" => Gen.Elements(true, false).Select(flag => (JsonNode?)JsonValue.Create(flag)),
            _ => Gen.Constant<JsonNode?>(null),
        };
        return !IsNullable(schema) ? value : Gen.Frequency((4, value), (1, Gen.Constant<JsonNode?>(null)));
    }

    private Gen<JsonNode?> Object(JsonElement schema, int depth)
    {
        var required = schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(name => name.GetString()!).ToHashSet() : [];
        var members = new List<Gen<(string Name, JsonNode? Value)?>>();
        if (schema.TryGetProperty("properties", out var properties))
        {
            foreach (var property in properties.EnumerateObject())
            {
                if (!required.Contains(property.Name) && depth > DeepEnough)
                {
                    continue;
                }

                var present = Of(property.Value, depth + 1).Select(value => ((string, JsonNode?)?)(property.Name, value));
                members.Add(required.Contains(property.Name) ? present : Gen.Frequency((2, present), (1, Gen.Constant<(string, JsonNode?)?>(null))));
            }
        }

        var isOpen = !schema.TryGetProperty("additionalProperties", out var others);
        if (isOpen)
        {
            members.Add(Gen.Frequency((9, Gen.Constant<(string, JsonNode?)?>(null)), (1, Gen.Constant<(string, JsonNode?)?>(("unknown", null)))));
        }
        else if (others.ValueKind == JsonValueKind.Object || others.ValueKind == JsonValueKind.True)
        {
            var keys = Texts.Where(text => !schema.TryGetProperty("propertyNames", out var named) || checker.Accepts(named, JsonSerializer.SerializeToElement(text))).ToList();
            if (schema.TryGetProperty("propertyNames", out var listed) && listed.TryGetProperty("enum", out var known))
            {
                keys = [.. known.EnumerateArray().Select(key => key.GetString()!)];
            }

            var least = schema.TryGetProperty("minProperties", out var minimum) ? minimum.GetInt32() : 0;
            foreach (var key in keys.OrderBy(key => key.Length).Take(depth > DeepEnough ? 0 : least + 3))
            {
                var present = Of(others, depth + 1).Select(value => ((string, JsonNode?)?)(key, value));
                members.Add(Gen.Frequency((3, present), (1, Gen.Constant<(string, JsonNode?)?>(null))));
            }
        }

        return Gen.CollectToArray(members, static one => one).Select(all =>
        {
            var made = new JsonObject();
            foreach (var member in all)
            {
                if (member is { } present)
                {
                    made[present.Name] = present.Value?.DeepClone();
                }
            }

            return (JsonNode?)made;
        });
    }

    private Gen<JsonNode?> Array(JsonElement schema, int depth)
    {
        var least = schema.TryGetProperty("minItems", out var minimum) ? minimum.GetInt32() : 0;
        var most = schema.TryGetProperty("maxItems", out var maximum) ? maximum.GetInt32() : least + 3;
        if (depth > DeepEnough && least == 0)
        {
            return Gen.Fresh(() => (JsonNode?)new JsonArray());
        }

        var counts = depth > DeepEnough ? Gen.Constant(least) : Gen.OneOf(Gen.Constant(least), Gen.Constant(most), Gen.Choose(least, most));
        return counts.SelectMany(count => Gen.ArrayOf(Of(schema.GetProperty("items"), depth + 1), count))
            .Select(items => (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())]));
    }

    private Gen<JsonNode?> Text(JsonElement schema)
    {
        var fitting = Texts.Where(text => Holds(schema, text)).ToList();
        foreach (var keyword in (string[])["minLength", "maxLength"])
        {
            if (schema.TryGetProperty(keyword, out var length))
            {
                fitting.AddRange(new[] { new string('x', length.GetInt32()), new string('é', length.GetInt32()) }.Where(text => Holds(schema, text)));
            }
        }

        return fitting.Count == 0
            ? throw new NotSupportedException($"no sample for {schema}")
            : Gen.Elements(fitting.ToArray()).Select(text => (JsonNode?)JsonValue.Create(text));
    }

    private Gen<JsonNode?> Number(JsonElement schema, bool isWhole)
    {
        var step = isWhole ? 1m : 0.25m;
        var low = schema.TryGetProperty("minimum", out var minimum) ? minimum.GetDecimal()
            : schema.TryGetProperty("exclusiveMinimum", out var above) ? above.GetDecimal() + step : (decimal?)null;
        var high = schema.TryGetProperty("maximum", out var maximum) ? maximum.GetDecimal()
            : schema.TryGetProperty("exclusiveMaximum", out var below) ? below.GetDecimal() - step : (decimal?)null;
        var (from, to) = (low ?? (high ?? 0) - 1000, high ?? (low ?? 0) + 1000);
        return Gen.OneOf(Gen.Constant(from), Gen.Constant(to), Gen.Choose(0, 1000).Select(part => isWhole ? Math.Floor(from + ((to - from) * part / 1000)) : from + ((to - from) * part / 1000)))
            .Select(number => (JsonNode?)JsonValue.Create(isWhole ? decimal.Truncate(number) : number))
            .Where(node => Holds(schema, node));
    }

    private bool Holds(JsonElement schema, JsonNode? node) => checker.Accepts(schema, JsonSerializer.SerializeToElement(node));

    private static string[] Types(JsonElement schema) => !schema.TryGetProperty("type", out var type) ? schema.TryGetProperty("properties", out _) ? ["object"] : []
        : type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray().Select(one => one.GetString()!)] : [type.GetString()!];

    private static bool IsNullable(JsonElement schema) => Types(schema).Contains("null");
}
