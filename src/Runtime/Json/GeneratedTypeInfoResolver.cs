using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Runnel.Json;

/// <summary>The JSON contracts of generated types.</summary>
internal sealed class GeneratedTypeInfoResolver(IReadOnlyDictionary<Type, Func<JsonSerializerOptions, JsonTypeInfo>> contracts) : IJsonTypeInfoResolver
{
    public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options)
    {
        var info = contracts.TryGetValue(type, out var create) ? create(options) : null;
        if (info is not null)
        {
            info.OriginatingResolver = this;
        }

        return info;
    }
}
