using System.Text.Json.Nodes;

namespace Runnel.Validation;

/// <summary>
/// Gives recursive types definitions of their own. The exporter refers to the first place where a type stood, somewhere among the members; not everything
/// that reads schemas follows that.
/// </summary>
internal sealed class SchemaReferences
{
    private readonly JsonObject root;
    private readonly JsonObject definitions = [];
    private readonly Dictionary<string, string> names = [];

    private SchemaReferences(JsonObject root) => this.root = root;

    public static JsonNode Resolve(JsonNode schema)
    {
        if (schema is not JsonObject root)
        {
            return schema;
        }

        var references = new SchemaReferences(root);
        references.Define();
        Finish(root);
        return root;
    }

    private void Define()
    {
        var places = new List<JsonObject>();
        Collect(root, places);
        // Pointers are looked up before anything is moved, the innermost place moved first.
        var targets = places.Select(place => place["$ref"]!.GetValue<string>()).Distinct().Where(pointer => pointer != "#")
            .Select(pointer => (Pointer: pointer, Target: Find(pointer))).OrderByDescending(found => found.Pointer.Length).ToList();
        foreach (var (pointer, _) in targets)
        {
            names[pointer] = NameOf(pointer);
        }

        foreach (var place in places)
        {
            var pointer = place["$ref"]!.GetValue<string>();
            place["$ref"] = pointer == "#" ? "#" : $"#/$defs/{names[pointer]}";
        }

        foreach (var (pointer, target) in targets)
        {
            var marks = new JsonObject { ["$ref"] = $"#/$defs/{names[pointer]}" };
            foreach (var mark in (ReadOnlySpan<string>)[SchemaTransform.NullMark, SchemaTransform.SkipMark])
            {
                if (target.Remove(mark, out var value))
                {
                    marks[mark] = value;
                }
            }

            Replace(target, marks);
            definitions[names[pointer]] = target;
        }

        if (definitions.Count > 0)
        {
            root["$defs"] = definitions;
        }
    }

    private static void Replace(JsonObject target, JsonObject by)
    {
        if (target.Parent is JsonArray several)
        {
            several[target.GetElementIndex()] = by;
        }
        else
        {
            target.Parent![target.GetPropertyName()] = by;
        }
    }

    private static void Collect(JsonNode? node, List<JsonObject> places)
    {
        switch (node)
        {
            case JsonObject found:
                if (found["$ref"] is JsonValue)
                {
                    places.Add(found);
                }

                foreach (var (keyword, value) in found)
                {
                    // What a default or a list of values says is no schema.
                    if (keyword is not ("default" or "enum" or "const"))
                    {
                        Collect(value, places);
                    }
                }

                break;
            case JsonArray several:
                foreach (var one in several)
                {
                    Collect(one, places);
                }

                break;
        }
    }

    private JsonObject Find(string pointer)
    {
        JsonNode node = root;
        foreach (var step in pointer[2..].Split('/'))
        {
            var name = Uri.UnescapeDataString(step).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            node = node is JsonArray several ? several[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)]! : node[name]!;
        }

        return (JsonObject)node;
    }

    // Named after the member, whose name the reader knows: several may have the same.
    private string NameOf(string pointer)
    {
        var name = pointer.Split('/').LastOrDefault(step => step.All(char.IsLetter) && step is not ("items" or "properties" or "additionalProperties" or "anyOf")) ?? "part";
        for (var number = 2; names.ContainsValue(name); number++)
        {
            name = name.TrimEnd("0123456789".ToCharArray()) + number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return name;
    }

    private static void Finish(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject place:
                if (place["properties"] is JsonObject properties)
                {
                    foreach (var (name, member) in properties.ToList())
                    {
                        if (member is JsonObject marked && marked.Remove(SchemaTransform.SkipMark))
                        {
                            properties.Remove(name);
                            (place["required"] as JsonArray)?.RemoveAll(required => required?.GetValue<string>() == name);
                        }
                    }
                }

                if (place.Remove(SchemaTransform.NullMark))
                {
                    SchemaNulls.Allow(place);
                }

                foreach (var (keyword, value) in place.ToList())
                {
                    if (keyword is not ("default" or "enum" or "const"))
                    {
                        Finish(value);
                    }
                }

                break;
            case JsonArray several:
                foreach (var one in several.ToList())
                {
                    Finish(one);
                }

                break;
        }
    }
}
