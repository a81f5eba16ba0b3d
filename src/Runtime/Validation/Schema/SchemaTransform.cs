using System.ComponentModel;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.AI;

namespace Runnel.Validation;

/// <summary>Corrects the AI abstractions' schema, place by place, where it says something else than the binder does.</summary>
internal sealed class SchemaTransform(bool isInput)
{
    // Marks for SchemaReferences: where a place is moved to a definition, what is said of the place stays.
    internal const string NullMark = "x-runnel-null";
    internal const string SkipMark = "x-runnel-skip";

    public JsonNode Apply(AIJsonSchemaCreateContext context, JsonNode schema)
    {
        var member = context.PropertyInfo;
        if (schema is JsonObject reference && reference["$ref"] is { } target)
        {
            // It refers to the same member of the same type, or to the type alone: what else is said here is said there.
            schema = new JsonObject { ["$ref"] = target.DeepClone() };
            return Mark(schema, member);
        }

        // A member's own converter reads what it likes.
        if (member?.CustomConverter is not null && schema is not JsonObject)
        {
            return Mark(schema, member);
        }

        var keywords = schema switch
        {
            JsonObject known => known,
            _ => [],
        };
        var node = new SchemaNode(keywords, context.TypeInfo, member);
        SchemaTypes.Describe(node);
        if (context.TypeInfo.Kind == JsonTypeInfoKind.Object)
        {
            DescribeObject(node);
        }

        if (member is not null)
        {
            DescribeMember(node, member);
        }

        return Mark(keywords.Count == 0 && schema is not JsonObject ? schema : keywords, member);
    }

    private void DescribeMember(SchemaNode node, JsonPropertyInfo member)
    {
        SchemaTypes.RemoveAnnotations(node);
        if (!isInput)
        {
            return;
        }

        foreach (var rule in MemberRules.Of(member))
        {
            rule.Describe(node);
        }

        // The exporter writes a default as the type would, not as the member's own converter does.
        if (member is { CustomConverter: not null, AssociatedParameter.DefaultValue: Enum chosen } && node.Is("integer"))
        {
            node.Keywords["default"] = Numbers.ToJson(Convert.ChangeType(chosen, chosen.GetTypeCode(), CultureInfo.InvariantCulture));
        }

        if (node.Keywords["default"] is null && Default(member) is { } value && node.ToJson(value) is { } json)
        {
            node.Keywords["default"] = json;
        }

        MarkNullItems(node.Keywords, ItemNulls.Of(member));
    }

    private void DescribeObject(SchemaNode node)
    {
        SchemaUnions.Describe(node);
        if (!isInput || node.Keywords["properties"] is not JsonObject properties)
        {
            return;
        }

        var absent = new AbsentMembers(node.Type);
        foreach (var property in node.Type.Properties.Where(property => properties.ContainsKey(property.Name) && !OptionalNulls.IsRequired(property)))
        {
            if (absent.IsRefused(property))
            {
                // The member may be left out, but then the value that it has fails its own rules.
                var required = node.Keywords["required"] as JsonArray ?? [];
                node.Keywords["required"] = required;
                if (!required.Any(name => name!.GetValue<string>() == property.Name))
                {
                    required.Add((JsonNode)property.Name);
                }
            }
            else if (absent.IsNull(property) && properties[property.Name] is JsonObject member && member["enum"] is JsonArray values && values.All(value => value is not null))
            {
                // The values that are allowed need not name the null that the member is anyway.
                values.Add(null);
            }
        }
    }

    private JsonNode Mark(JsonNode schema, JsonPropertyInfo? member)
    {
        // What cannot be set is not read; it is written, and may then come back.
        if (isInput && member is { Set: null, AssociatedParameter: null } && member.ObjectCreationHandling is not JsonObjectCreationHandling.Populate)
        {
            schema = schema as JsonObject ?? [];
            schema[SkipMark] = true;
        }

        return schema;
    }

    private static void MarkNullItems(JsonObject collection, ItemNulls? nulls)
    {
        var below = collection["items"] is not null ? "items" : "additionalProperties";
        if (nulls is null || collection[below] is not JsonObject items)
        {
            return;
        }

        if (nulls.Allowed)
        {
            items[NullMark] = true;
        }

        MarkNullItems(items, nulls.Inner);
    }

    private static object? Default(JsonPropertyInfo member) => member.AssociatedParameter is null
        && member.AttributeProvider?.GetCustomAttributes(typeof(DefaultValueAttribute), inherit: true) is [DefaultValueAttribute { Value: { } value }, ..]
        ? value
        : null;
}
