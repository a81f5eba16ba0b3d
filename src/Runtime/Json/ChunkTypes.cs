using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Runnel.Json;

/// <summary>The JSON contracts of chunks for one reader, which mostly asks for the one that it asked for last.</summary>
internal sealed class ChunkTypes(JsonSerializerOptions options)
{
    private JsonTypeInfo? last;

    public JsonTypeInfo<T> Of<T>()
    {
        if (last is JsonTypeInfo<T> type)
        {
            return type;
        }

        type = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
        last = type;
        return type;
    }
}
