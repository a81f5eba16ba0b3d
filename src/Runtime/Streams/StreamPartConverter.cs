using System.Text.Json;
using System.Text.Json.Serialization;
using Runnel.Json;

namespace Runnel.Streams;

/// <summary>
/// The JSON of a generated union: <c>{"cursor", "attempt", "timestamp", "type": "run" | "chunk" | "streamEnded", …}</c>.
/// Every union's converter derives from it.
/// </summary>
/// <typeparam name="TPayload">The task's payload.</typeparam>
/// <typeparam name="TOutput">The task's output.</typeparam>
/// <typeparam name="TPart">The union.</typeparam>
/// <param name="codec">Makes parts and takes them apart.</param>
public abstract class StreamPartConverter<TPayload, TOutput, TPart>(StreamPartCodec<TPayload, TOutput, TPart> codec) : JsonConverter<TPart>
    where TPart : class
{
    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) => typeof(TPart).IsAssignableFrom(typeToConvert);

    /// <inheritdoc/>
    public override TPart Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        using var document = JsonDocument.ParseValue(ref reader);
        var json = document.RootElement;
        var at = new PartPosition(
            RunCursor.Parse(json.GetProperty("cursor").GetString()!),
            json.GetProperty("attempt").GetInt32(),
            json.GetProperty("timestamp").GetDateTimeOffset());
        return json.GetProperty("type").GetString() switch
        {
            "run" => codec.Run(RunJson.Read<TPayload, TOutput>(json.GetProperty("run"), options), at),
            "chunk" => codec.Chunk(new StreamChunk(Key(json), value: null, JsonBytes(json.GetProperty("chunk")), new ChunkTypes(options)), at),
            "streamEnded" => codec.StreamEnded(
                Key(json),
                Enum.Parse<StreamEndReason>(json.GetProperty("reason").GetString()!),
                json.TryGetProperty("error", out var error) ? error.Deserialize(RecordJson.Default.TaskError) : null,
                at),
            var type => throw new JsonException($"A stream part of type '{type}' is not known; expected run, chunk or streamEnded."),
        };
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TPart value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        var at = codec.PositionOf(value);
        writer.WriteStartObject();
        writer.WriteString("cursor", at.Cursor.ToString());
        writer.WriteNumber("attempt", at.Attempt);
        writer.WriteString("timestamp", at.Timestamp);
        codec.Write(value, new StreamPartWriter<TPayload, TOutput>(writer, options));
        writer.WriteEndObject();
    }

    private static string Key(JsonElement json) => json.GetProperty("key").GetString()!;

    private static byte[] JsonBytes(JsonElement json) => System.Text.Encoding.UTF8.GetBytes(json.GetRawText());
}
