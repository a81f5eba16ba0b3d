using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Runnel.Ai;

namespace Runnel.Testing;

/// <summary>
/// The JSON contracts that generated code has for a host to register. A test that calls a task's method has no host; it may look for them by reflection.
/// </summary>
internal sealed class GeneratedContracts : IJsonTypeInfoResolver
{
    private const BindingFlags Static = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly MethodInfo CreateOfSet = typeof(GeneratedContracts).GetMethod(nameof(Create), Static)!;

    public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options)
    {
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ITextStreamPart<>))
        {
            return type == typeof(ITextStreamPart<IToolSet>) ? TextStreamPartJson.Create(options) : OfSet(type.GetGenericArguments()[0], options);
        }

        var create = type.IsNested ? type.GetMethod("CreateTypeInfo", Static, [typeof(JsonSerializerOptions)]) : null;
        return create?.Invoke(obj: null, [options]) as JsonTypeInfo;
    }

    private static JsonTypeInfo? OfSet(Type tools, JsonSerializerOptions options) =>
        tools.GetInterfaces().Any(implemented => implemented.IsGenericType && implemented.GetGenericTypeDefinition() == typeof(IToolCatalog<>))
            ? (JsonTypeInfo)CreateOfSet.MakeGenericMethod(tools).Invoke(obj: null, [options])!
            : null;

    private static JsonTypeInfo Create<TTools>(JsonSerializerOptions options)
        where TTools : class, IToolCatalog<TTools> => TextStreamPartJson.Create(options, TTools.Parts);
}
