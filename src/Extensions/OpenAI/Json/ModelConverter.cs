using System.ClientModel.Primitives;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using OpenAI;

namespace Runnel.OpenAI.Json;

/// <summary>Writes and reads a model in the JSON of the wire, whatever the options of the serializer are.</summary>
internal sealed class ModelConverter<T> : JsonConverter<T>
    where T : class, IJsonModel<T>
{
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        try
        {
            var json = BinaryData.FromBytes(JsonMarshal.GetRawUtf8Value(document.RootElement).ToArray());
            return ModelReaderWriter.Read<T>(json, ModelReaderWriterOptions.Json, OpenAIContext.Default);
        }
        catch (Exception exception) when (exception is not JsonException)
        {
            throw new JsonException($"The JSON is not that of {typeof(T)}: {exception.Message}", exception);
        }
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => value.Write(writer, ModelReaderWriterOptions.Json);
}
