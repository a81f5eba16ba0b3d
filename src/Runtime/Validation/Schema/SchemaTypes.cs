using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Runnel.Validation;

/// <summary>What the binder asks of .NET's own types, where the exporter says less, or something else.</summary>
internal static class SchemaTypes
{
    public static void Describe(SchemaNode node)
    {
        var type = Nullable.GetUnderlyingType(node.Type.Type) ?? node.Type.Type;
        if (type.IsEnum)
        {
            DescribeEnum(node, type);
        }
        else if (node.Type.Kind == JsonTypeInfoKind.Dictionary)
        {
            DescribeKeys(node);
        }
        else if (node.Is("string"))
        {
            DescribeText(node, type);
        }
        else if (node.Is("integer") || node.Is("number"))
        {
            DescribeNumber(node, type);
        }
    }

    /// <summary>Takes out what the AI abstractions have said of the member's annotations; the rules say it themselves.</summary>
    public static void RemoveAnnotations(SchemaNode node)
    {
        var type = Nullable.GetUnderlyingType(node.Type.Type) ?? node.Type.Type;
        foreach (var keyword in (ReadOnlySpan<string>)["minItems", "maxItems", "not"])
        {
            node.Keywords.Remove(keyword);
        }

        if (!type.IsEnum)
        {
            node.Keywords.Remove("enum");
        }

        if (type != typeof(char))
        {
            node.Keywords.Remove("minLength");
            node.Keywords.Remove("maxLength");
        }

        foreach (var keyword in (ReadOnlySpan<string>)["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "pattern"])
        {
            node.Keywords.Remove(keyword);
        }

        Describe(node);
    }

    private static void DescribeText(SchemaNode node, Type type)
    {
        if (type == typeof(TimeSpan))
        {
            node.Keywords["pattern"] = SchemaPattern.TimeSpan;
            node.Keywords.Remove("$comment");
        }
        else if (type == typeof(TimeOnly))
        {
            // The format of this name has an offset, which the type has not.
            node.Keywords.Remove("format");
            node.Keywords["pattern"] = SchemaPattern.Time;
        }
        else if (type == typeof(Version))
        {
            node.Keywords["pattern"] = @"^\d+(\.\d+){1,3}$";
            node.Keywords.Remove("$comment");
        }
        else if (type == typeof(byte[]) || type == typeof(Memory<byte>) || type == typeof(ReadOnlyMemory<byte>))
        {
            node.Keywords["contentEncoding"] = "base64";
            node.Keywords["pattern"] = SchemaPattern.Base64;
        }
    }

    // Not for 32 and 64 bits: that would be more text than every other word of most tools. What is beyond is refused with a clear message.
    private static void DescribeNumber(SchemaNode node, Type type)
    {
        (decimal Min, decimal? Max)? bounds = Type.GetTypeCode(type) switch
        {
            TypeCode.Byte => (byte.MinValue, byte.MaxValue),
            TypeCode.SByte => (sbyte.MinValue, sbyte.MaxValue),
            TypeCode.Int16 => (short.MinValue, short.MaxValue),
            TypeCode.UInt16 => (ushort.MinValue, ushort.MaxValue),
            TypeCode.UInt32 or TypeCode.UInt64 => (0, null),
            _ when type == typeof(Half) => ((decimal)Half.MinValue, (decimal)Half.MaxValue),
            _ => null,
        };
        if (bounds is { } known)
        {
            node.Keywords["minimum"] = known.Min;
            if (known.Max is { } max)
            {
                node.Keywords["maximum"] = max;
            }
        }
    }

    private static void DescribeEnum(SchemaNode node, Type type)
    {
        var values = new EnumValues(type);
        if (values.IsFlags && node.Is("string"))
        {
            var single = EnumJson.Of(type, node.Options).Where(name => name.GetValueKind() == JsonValueKind.String).Select(name => name.GetValue<string>());
            var names = string.Join('|', single.Where(name => !name.Contains(',', StringComparison.Ordinal)));
            node.Keywords["pattern"] = $"^(?:{names})(?:, ?(?:{names}))*$";
        }
        else if (values.IsFlags && node.Is("integer"))
        {
            node.Keywords["minimum"] = 0;
            Explain(node, values);
        }
        else if (node.Is("integer") && node.Keywords["enum"] is null)
        {
            node.Keywords["enum"] = new JsonArray([.. values.Numbers.Distinct().Select(Numbers.ToJson), .. node.Is("null") ? new JsonNode?[] { null } : []]);
            Explain(node, values);
        }
    }

    // Numbers alone would tell a model nothing.
    private static void Explain(SchemaNode node, EnumValues values) =>
        node.Note($"{string.Join(", ", values.Numbers.Zip(values.Names, (number, name) => $"{ValueText.Plain(number)} = {name}"))}.");

    private static void DescribeKeys(SchemaNode node)
    {
        var key = node.Type.KeyType!;
        JsonObject? names = key switch
        {
            { IsEnum: true } => new JsonObject
            {
                ["enum"] = new JsonArray([.. Enum.GetNames(key).Select(name => (JsonNode)(node.Options.DictionaryKeyPolicy?.ConvertName(name) ?? name))]),
            },
            _ when key == typeof(Guid) => new JsonObject { ["format"] = "uuid" },
            _ when key == typeof(bool) => new JsonObject { ["pattern"] = "^(?:[Tt]rue|[Ff]alse)$" },
            _ => Type.GetTypeCode(key) switch
            {
                TypeCode.Byte or TypeCode.UInt16 or TypeCode.UInt32 or TypeCode.UInt64 => new JsonObject { ["pattern"] = @"^\d{1,20}$" },
                TypeCode.SByte or TypeCode.Int16 or TypeCode.Int32 or TypeCode.Int64 => new JsonObject { ["pattern"] = @"^-?\d{1,19}$" },
                _ => null,
            },
        };
        if (names is not null)
        {
            node.Keywords["propertyNames"] = names;
        }
    }
}
