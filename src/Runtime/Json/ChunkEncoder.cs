using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Runnel.Json;

/// <summary>Writes chunks as JSON into a buffer that each thread keeps for the next one.</summary>
internal sealed class ChunkEncoder
{
    private const int LargestKeptBuffer = 64 * 1024;

    [ThreadStatic]
    private static ChunkEncoder? cached;

    private readonly ArrayBufferWriter<byte> buffer = new(512);
    private readonly Utf8JsonWriter writer;

    private ChunkEncoder() => writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = RunnelJson.Encoder, SkipValidation = true });

    /// <summary>An encoder for the caller alone; a converter that writes to a stream itself gets another.</summary>
    public static ChunkEncoder Rent()
    {
        var encoder = cached ?? new ChunkEncoder();
        cached = null;
        return encoder;
    }

    /// <summary>The chunk's JSON; valid until the encoder is returned.</summary>
    public ReadOnlySpan<byte> Encode<T>(T chunk, JsonTypeInfo<T> type)
    {
        JsonSerializer.Serialize(writer, chunk, type);
        return buffer.WrittenSpan;
    }

    public void Return()
    {
        if (buffer.Capacity > LargestKeptBuffer)
        {
            return;
        }

        buffer.ResetWrittenCount();
        writer.Reset();
        cached = this;
    }
}
