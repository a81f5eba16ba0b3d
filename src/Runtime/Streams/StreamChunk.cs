using System.Text.Json;
using Runnel.Json;

namespace Runnel.Streams;

/// <summary>One chunk as the log holds it: the object itself where its writer is in this process, else its JSON.</summary>
public readonly struct StreamChunk
{
    private readonly object? value;
    private readonly ReadOnlyMemory<byte> json;
    private readonly ChunkTypes types;

    internal StreamChunk(string key, object? value, ReadOnlyMemory<byte> json, ChunkTypes types)
    {
        Key = key;
        this.value = value;
        this.json = json;
        this.types = types;
    }

    /// <summary>The stream's key.</summary>
    public string Key { get; }

    /// <summary>The chunk, typed.</summary>
    /// <exception cref="ChunkException">Its JSON is not that of a <typeparamref name="T"/>.</exception>
    public T Read<T>()
    {
        if (value is T typed)
        {
            return typed;
        }

        try
        {
            return JsonSerializer.Deserialize(json.Span, types.Of<T>())!;
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException or InvalidOperationException)
        {
            throw new ChunkException(
                Key, $"a chunk cannot be read as {typeof(T)}: {exception.Message} It was written by another version, or its type does not read back what it writes.", exception);
        }
    }

    /// <summary>The chunk as JSON.</summary>
    public JsonElement ReadJson()
    {
        var reader = new Utf8JsonReader(json.Span);
        return JsonElement.ParseValue(ref reader);
    }
}
