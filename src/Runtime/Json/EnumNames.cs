using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Runnel.Json;

/// <summary>
/// Contracts of enums by name, as the AI abstractions have them: a model reads and writes names. Numbers are still read, for what an older version
/// stored. A resolver and no converter of the options, which would come before what the user says of an enum.
/// </summary>
[RequiresDynamicCode("Enums' converters are made for their types.")]
[RequiresUnreferencedCode("Enums' converters are made for their types.")]
internal sealed class EnumNames : IJsonTypeInfoResolver
{
    private static readonly MethodInfo CreateMethod = typeof(EnumNames).GetMethod(nameof(Create), BindingFlags.NonPublic | BindingFlags.Static)!;

    private readonly JsonStringEnumConverter converters = new();

    public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options)
    {
        if (!type.IsEnum || type.IsDefined(typeof(JsonConverterAttribute), inherit: false))
        {
            return null;
        }

        var info = (JsonTypeInfo)CreateMethod.MakeGenericMethod(type).Invoke(obj: null, [converters.CreateConverter(type, options), options])!;
        info.OriginatingResolver = this;
        return info;
    }

    private static JsonTypeInfo<TEnum> Create<TEnum>(JsonConverter converter, JsonSerializerOptions options)
        where TEnum : struct, Enum =>
        JsonMetadataServices.CreateValueInfo<TEnum>(options, converter);
}
