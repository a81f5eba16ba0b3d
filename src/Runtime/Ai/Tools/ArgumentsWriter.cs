using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.AI;
using Runnel.Json;
using Runnel.Validation;

namespace Runnel.Ai;

/// <summary>
/// Writes a call's arguments as one JSON object. They mostly come as <see cref="JsonElement"/>, but adapters also give nodes, documents, values and null, and
/// a string that holds the JSON of an object or array.
/// </summary>
internal static class ArgumentsWriter
{
    // More than can be read, so that most of what is too deep is told by the reader, with its place.
    private const int MaxDepth = 256;

    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = RunnelJson.Encoder, SkipValidation = true, MaxDepth = MaxDepth };

    /// <exception cref="ToolArgumentException">An argument has no JSON form.</exception>
    public static ReadOnlyMemory<byte> Write(AIFunctionArguments arguments, JsonTypeInfo type, string toolName)
    {
        var json = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(json, WriterOptions))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in arguments)
            {
                writer.WritePropertyName(name);
                try
                {
                    Write(writer, value, IsText(type, name), type.Options);
                }
                catch (InvalidOperationException exception) when (writer.CurrentDepth >= MaxDepth)
                {
                    throw Unfit($"it is nested too deep; at most {Contracts.MaxDepthOf(type.Options)} levels are read.", exception);
                }
                catch (Exception exception) when (exception is not OutOfMemoryException)
                {
                    // The caller's own value, not the model's: a number that JSON has no form for, a getter that throws.
                    throw Unfit($"it has no JSON form: {exception.Message}", exception);
                }

                ToolArgumentException Unfit(string reason, Exception exception) => new(toolName, [new PayloadProblem($"$.{name}", reason)], exception);
            }

            writer.WriteEndObject();
        }

        return json.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter writer, object? value, bool isText, JsonSerializerOptions options)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case JsonElement { ValueKind: JsonValueKind.Undefined }:
                writer.WriteNullValue();
                break;
            case JsonElement element:
                element.WriteTo(writer);
                break;
            case JsonDocument document:
                document.RootElement.WriteTo(writer);
                break;
            case JsonNode node:
                node.WriteTo(writer, options);
                break;
            case string text when !isText && JsonIn(text) is { } json:
                writer.WriteRawValue(json);
                break;
            default:
                JsonSerializer.Serialize(writer, value, options.GetTypeInfo(value.GetType()));
                break;
        }
    }

    // A name that no member has is ignored later; as text it is at least not parsed.
    private static bool IsText(JsonTypeInfo type, string name)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
        {
            return true;
        }

        foreach (var property in type.Properties)
        {
            if (string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return !IsStructured(property.PropertyType, type.Options);
            }
        }

        return true;
    }

    private static bool IsStructured(Type type, JsonSerializerOptions options) =>
        options.TryGetTypeInfo(type, out var info) && info.Kind is not JsonTypeInfoKind.None;

    private static string? JsonIn(string? text)
    {
        if (text is null || text.AsSpan().Trim() is not ['{' or '[', ..])
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return text;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
