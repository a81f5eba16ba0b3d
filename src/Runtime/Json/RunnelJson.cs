using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.AI;

namespace Runnel.Json;

/// <summary>
/// The JSON options of payloads, outputs and chunks: web defaults; a constructor parameter without a default is required, and null
/// is refused where the type says so.
/// </summary>
internal static class RunnelJson
{
    /// <summary>What is stored is JSON and never part of a page, so that only what JSON itself asks for is escaped.</summary>
    public static JavaScriptEncoder Encoder => JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>Makes the options of one host.</summary>
    /// <param name="generated">Contracts of generated types. They come first: a user's context may reach a type of Runnel and get it wrong.</param>
    /// <param name="contexts">The user's contexts.</param>
    public static JsonSerializerOptions Create(IEnumerable<IJsonTypeInfoResolver> generated, IEnumerable<IJsonTypeInfoResolver> contexts)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            // A schema cannot ask that a union's discriminator comes first, and stores may give members back in another order.
            AllowOutOfOrderMetadataProperties = true,
            Encoder = Encoder,
        };
        IEnumerable<IJsonTypeInfoResolver> chain =
        [
            .. generated, RecordJson.Default, .. contexts, .. JsonSerializer.IsReflectionEnabledByDefault ? Enums() : [],
            AIJsonUtilities.DefaultOptions.TypeInfoResolver!, PrimitiveJson.Default, .. JsonSerializer.IsReflectionEnabledByDefault ? Reflection() : [],
        ];
        foreach (var resolver in chain)
        {
            options.TypeInfoResolverChain.Add(resolver);
        }

        options.MakeReadOnly();
        return options;
    }

    // Before the resolver of the AI abstractions, which looks at types by reflection as well.
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Only where the app has left reflection-based serialization on.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Only where the app has left reflection-based serialization on.")]
    private static IJsonTypeInfoResolver[] Enums() => [new EnumNames()];

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Only where the app has left reflection-based serialization on.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Only where the app has left reflection-based serialization on.")]
    private static IJsonTypeInfoResolver[] Reflection() => [new DefaultJsonTypeInfoResolver()];
}
