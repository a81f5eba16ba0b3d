using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Runnel.Json;

namespace Runnel.Streams;

/// <summary>Writes one part of a union as JSON; a codec's <c>Write</c> calls the method that fits the part.</summary>
/// <typeparam name="TPayload">The task's payload.</typeparam>
/// <typeparam name="TOutput">The task's output.</typeparam>
public readonly struct StreamPartWriter<TPayload, TOutput>
{
    private readonly Utf8JsonWriter writer;
    private readonly JsonSerializerOptions options;

    internal StreamPartWriter(Utf8JsonWriter writer, JsonSerializerOptions options)
    {
        this.writer = writer;
        this.options = options;
    }

    /// <summary>Writes a run update.</summary>
    public void Run(Run<TPayload, TOutput> snapshot)
    {
        writer.WriteString("type", "run");
        writer.WritePropertyName("run");
        RunJson.Write(writer, snapshot, options);
    }

    /// <summary>Writes a chunk of a declared stream.</summary>
    public void Chunk<T>(string key, T chunk)
    {
        writer.WriteString("type", "chunk");
        writer.WriteString("key", key);
        writer.WritePropertyName("chunk");
        JsonSerializer.Serialize(writer, chunk, (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T)));
    }

    /// <summary>Writes a chunk of a stream that the union does not know.</summary>
    public void Unknown(string key, JsonElement chunk)
    {
        writer.WriteString("type", "chunk");
        writer.WriteString("key", key);
        writer.WritePropertyName("chunk");
        chunk.WriteTo(writer);
    }

    /// <summary>Writes the end of a stream.</summary>
    public void StreamEnded(string key, StreamEndReason reason, TaskError? error)
    {
        writer.WriteString("type", "streamEnded");
        writer.WriteString("key", key);
        writer.WriteString("reason", reason.ToString());
        if (error is not null)
        {
            writer.WritePropertyName("error");
            JsonSerializer.Serialize(writer, error, RecordJson.Default.TaskError);
        }
    }
}
