using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Runnel.Ai;

/// <summary>
/// The JSON contracts of text streams' parts. A part is an object with a <c>type</c>; the names of types and fields are those of
/// <c>TextStreamPart</c>, the parts of <c>fullStream</c> (also called <c>stream</c> since 7) in Vercel's AI SDK: read from package
/// <c>ai</c> 7.0.77, <c>src/generate-text/stream-text-result.ts</c> and the types it names, and the same in 5.0.221 and 6.0.236 but
/// for usage details, which are read in both forms.
/// </summary>
/// <remarks>
/// Where the SDK says <c>error: unknown</c>, a <see cref="TaskError"/> stands as an object. Counts that are not known are left out, and
/// so are the SDK's <c>performance</c>, <c>providerMetadata</c> and <c>title</c> of tools; reading ignores them, as every field it does not know.
/// </remarks>
internal static class TextStreamPartJson
{
    /// <summary>The contract of a set's parts.</summary>
    /// <typeparam name="TTools">The set.</typeparam>
    /// <param name="options">The options that the contract belongs to; they must know arguments and outputs of the tools.</param>
    /// <param name="tools">The set's tools. Calls of any other, and calls marked <c>dynamic</c>, are read as dynamic parts.</param>
    /// <exception cref="ArgumentException">Two tools have one name.</exception>
    public static JsonTypeInfo<ITextStreamPart<TTools>> Create<TTools>(
        JsonSerializerOptions options, IReadOnlyList<IToolParts<ITextStreamPart<TTools>>> tools)
        where TTools : class, IToolSet =>
        JsonMetadataServices.CreateValueInfo<ITextStreamPart<TTools>>(options, new TextStreamPartConverter<TTools>(tools));

    /// <summary>The contract of the parts of a set of which nothing is known: every tool's part is read as a dynamic one.</summary>
    /// <param name="options">The options that the contract belongs to.</param>
    public static JsonTypeInfo<ITextStreamPart<IToolSet>> Create(JsonSerializerOptions options) => Create<IToolSet>(options, []);
}
