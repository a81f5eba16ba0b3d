using System.Text.Json;
using Runnel.Json;

namespace Runnel.Ai;

/// <summary>The fields of a part, or of an object in it, with errors that name the part's type and the field.</summary>
/// <param name="type">The part's type.</param>
/// <param name="json">The object.</param>
internal readonly struct PartFields(string type, JsonElement json)
{
    public string Type => type;

    public JsonElement Json => json;

    public static JsonException Missing(string type, string name) => new($"A part of type '{type}' has no '{name}'.");

    public static JsonException Wrong(string type, string name, string expected, string found) =>
        new($"The '{name}' of a part of type '{type}' must be {expected}, not {found}.");

    /// <summary>A field of any kind, null included.</summary>
    public JsonElement Value(string name) => json.TryGetProperty(name, out var value) ? value : throw Missing(type, name);

    public string Text(string name) => OptionalText(name) ?? throw Missing(type, name);

    /// <summary>A text, or null where the field is absent or null.</summary>
    public string? OptionalText(string name) => Optional(name) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { } other => throw Wrong(type, name, "a string", other.ValueKind.ToString()),
        null => null,
    };

    public bool IsTrue(string name) => Optional(name) is { ValueKind: JsonValueKind.True };

    public PartFields Object(string name) => OptionalObject(name) ?? throw Missing(type, name);

    public PartFields? OptionalObject(string name) => Optional(name) switch
    {
        { ValueKind: JsonValueKind.Object } value => new PartFields(type, value),
        { } other => throw Wrong(type, name, "an object", other.ValueKind.ToString()),
        null => null,
    };

    public long? Count(string name) => Optional(name) switch
    {
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt64(out var count) => count,
        { } other => throw Wrong(type, name, "a whole number", other.ValueKind.ToString()),
        null => null,
    };

    public byte[] Bytes(string name) => Value(name) switch
    {
        { ValueKind: JsonValueKind.String } value when value.TryGetBytesFromBase64(out var bytes) => bytes,
        var other => throw Wrong(type, name, "base64 text", other.ValueKind.ToString()),
    };

    public TaskError Error() => OptionalError() ?? throw Missing(type, "error");

    public TaskError? OptionalError()
    {
        if (OptionalObject("error") is not { } error)
        {
            return null;
        }

        // The contract of our records lets a constructor's parameter be absent; these two must not be.
        error.Text("type");
        error.Text("message");
        return error.Json.Deserialize(RecordJson.Default.TaskError);
    }

    private JsonElement? Optional(string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;
}
