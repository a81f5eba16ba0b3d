using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Runnel.Validation;

/// <summary>
/// A strict schema has every member required and optional ones nullable. So a null for a member that may be absent means the
/// default, also where null would be a value of its own: nothing else asks for the default.
/// </summary>
internal static class OptionalNulls
{
    /// <summary>The JSON without such nulls, at any depth; the same memory if it has none.</summary>
    public static ReadOnlyMemory<byte> Remove(ReadOnlyMemory<byte> json, JsonTypeInfo type)
    {
        var maxDepth = Contracts.MaxDepthOf(type.Options);
        if (json.Span.IndexOf("null"u8) < 0 || JsonForm.ProblemOf(json.Span, maxDepth) is not null)
        {
            // What is not JSON, or too deep, is refused by whoever reads it.
            return json;
        }

        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = maxDepth });
        var written = new System.Buffers.ArrayBufferWriter<byte>(json.Length);
        using (var writer = new Utf8JsonWriter(written, new JsonWriterOptions { Encoder = Runnel.Json.RunnelJson.Encoder, SkipValidation = true }))
        {
            Write(document.RootElement, type, writer);
        }

        return written.WrittenMemory;
    }

    /// <summary>Whether the binder insists on the member.</summary>
    public static bool IsRequired(JsonPropertyInfo property) => property.IsRequired
        || (property.Options.RespectRequiredConstructorParameters && property.AssociatedParameter is { HasDefaultValue: false, IsMemberInitializer: false });

    /// <summary>Whether the binder takes null for the member.</summary>
    public static bool AllowsNull(JsonPropertyInfo property) => property.PropertyType.IsValueType
        ? Nullable.GetUnderlyingType(property.PropertyType) is not null
        : property.AssociatedParameter?.IsNullable ?? property.IsSetNullable;

    private static void Write(JsonElement json, JsonTypeInfo? type, Utf8JsonWriter writer)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object when type?.Kind == JsonTypeInfoKind.Object:
                WriteObject(json, UnionMember.Of(json, type, new ProblemList(limit: 1), new JsonPlace()), writer);
                break;
            case JsonValueKind.Object when type?.Kind == JsonTypeInfoKind.Dictionary:
                writer.WriteStartObject();
                foreach (var entry in json.EnumerateObject())
                {
                    writer.WritePropertyName(entry.Name);
                    Write(entry.Value, Contracts.Find(type.ElementType!, type.Options), writer);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array when type?.Kind == JsonTypeInfoKind.Enumerable:
                writer.WriteStartArray();
                foreach (var item in json.EnumerateArray())
                {
                    Write(item, Contracts.Find(type.ElementType!, type.Options), writer);
                }

                writer.WriteEndArray();
                break;
            default:
                json.WriteTo(writer);
                break;
        }
    }

    private static void WriteObject(JsonElement json, JsonTypeInfo? type, Utf8JsonWriter writer)
    {
        if (type is null)
        {
            json.WriteTo(writer);
            return;
        }

        var members = new MemberNames(type);
        writer.WriteStartObject();
        foreach (var sent in json.EnumerateObject())
        {
            var property = members.Find(sent.Name);
            if (sent.Value.ValueKind == JsonValueKind.Null && property is not null && IsDefault(property, type))
            {
                continue;
            }

            writer.WritePropertyName(sent.Name);
            Write(sent.Value, property is { CustomConverter: null } ? Contracts.Find(property.PropertyType, property.Options) : null, writer);
        }

        writer.WriteEndObject();
    }

    // Where null is the default, or nothing is known of it, null is left for the binder.
    private static bool IsDefault(JsonPropertyInfo property, JsonTypeInfo type) => !IsRequired(property)
        && (!AllowsNull(property) || (ValidationPlans.Of(type.Options).Of(type.Type).Defaults?.TryGet(property, out var value) is true && value is not null));
}
