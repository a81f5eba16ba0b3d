using System.Text.Json;

namespace Runnel.Ai;

/// <summary>A JSON value inside a part; one that was never set counts as null.</summary>
internal static class JsonValue
{
    public static bool Equal(JsonElement one, JsonElement other) =>
        IsNull(one) || IsNull(other) ? IsNull(one) && IsNull(other) : JsonElement.DeepEquals(one, other);

    public static void Write(Utf8JsonWriter writer, JsonEncodedText name, JsonElement value)
    {
        writer.WritePropertyName(name);
        if (IsNull(value))
        {
            writer.WriteNullValue();
        }
        else
        {
            value.WriteTo(writer);
        }
    }

    private static bool IsNull(JsonElement value) => value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;
}
