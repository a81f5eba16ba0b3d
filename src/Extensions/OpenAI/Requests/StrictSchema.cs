using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Runnel.OpenAI.Requests;

/// <summary>
/// Schemas within what OpenAI takes in strict mode, https://platform.openai.com/docs/guides/structured-outputs#supported-schemas: every property is
/// required, no other is allowed, and what else the schema asks for stands in the description, where the model still reads it.
/// </summary>
internal static class StrictSchema
{
    // The last line is what Azure adds to the list.
    private static readonly string[] Unsupported =
    [
        "contentEncoding", "contentMediaType", "not",
        "minLength", "maxLength", "pattern", "format",
        "minimum", "maximum", "multipleOf",
        "patternProperties", "minItems", "maxItems",
        "unevaluatedProperties", "propertyNames", "minProperties", "maxProperties",
        "unevaluatedItems", "contains", "minContains", "maxContains", "uniqueItems",
    ];

    private static readonly AIJsonSchemaTransformCache Cache = new(new()
    {
        ConvertBooleanSchemas = true,
        DisallowAdditionalProperties = true,
        MoveDefaultKeywordToDescription = true,
        RequireAllProperties = true,
        TransformSchemaNode = static (_, node) => Describe(node),
    });

    public static JsonElement Of(AIFunctionDeclaration function) => Cache.GetOrCreateTransformedSchema(function);

    public static JsonElement? Of(ChatResponseFormatJson format) => Cache.GetOrCreateTransformedSchema(format);

    private static JsonNode Describe(JsonNode node)
    {
        if (node is not JsonObject schema)
        {
            return node;
        }

        var description = new StringBuilder();
        foreach (var name in Unsupported)
        {
            if (schema[name] is { } value)
            {
                schema.Remove(name);
                description.Append(description.Length > 0 ? Environment.NewLine : string.Empty).Append(name).Append(": ").Append(value);
            }
        }

        if (description.Length > 0)
        {
            schema["description"] = schema["description"] is JsonValue given && given.TryGetValue(out string? text)
                ? $"{text}{Environment.NewLine}{description}"
                : description.ToString();
        }

        return node;
    }
}
