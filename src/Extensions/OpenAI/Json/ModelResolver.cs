using System.ClientModel.Primitives;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using OpenAI.Chat;

namespace Runnel.OpenAI.Json;

/// <summary>Finds the contracts of the models that tasks stream or return.</summary>
internal sealed class ModelResolver : IJsonTypeInfoResolver
{
    public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options) =>
        type == typeof(StreamingChatCompletionUpdate) ? Contract<StreamingChatCompletionUpdate>(options)
        : type == typeof(ChatCompletion) ? Contract<ChatCompletion>(options)
        : null;

    private static JsonTypeInfo<T> Contract<T>(JsonSerializerOptions options)
        where T : class, IJsonModel<T> =>
        JsonMetadataServices.CreateValueInfo<T>(options, new ModelConverter<T>());
}
