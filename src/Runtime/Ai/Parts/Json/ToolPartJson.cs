using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Runnel.Json;

namespace Runnel.Ai;

/// <summary>A tool's part, which alone knows the types of what it carries. It writes its fields, not the object around them.</summary>
internal interface IToolPartJson
{
    void Write(Utf8JsonWriter writer, JsonSerializerOptions options);
}

/// <summary>What tools' parts have in common as JSON.</summary>
internal static class ToolPartJson
{
    public static void WriteStart(Utf8JsonWriter writer, string type, string toolCallId, string toolName)
    {
        writer.WriteString(PartField.Type, type);
        writer.WriteString(PartField.ToolCallId, toolCallId);
        writer.WriteString(PartField.ToolName, toolName);
    }

    public static void Write<T>(Utf8JsonWriter writer, JsonEncodedText name, T value, JsonSerializerOptions options)
    {
        writer.WritePropertyName(name);
        JsonSerializer.Serialize(writer, value, TypeInfo<T>(options));
    }

    public static void WriteError(Utf8JsonWriter writer, TaskError error)
    {
        writer.WritePropertyName(PartField.Error);
        JsonSerializer.Serialize(writer, error, RecordJson.Default.TaskError);
    }

    public static JsonElement ToElement<T>(T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return JsonSerializer.SerializeToElement(value, TypeInfo<T>(options));
    }

    private static JsonTypeInfo<T> TypeInfo<T>(JsonSerializerOptions options) => (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
}
