using System.Text.Json.Serialization.Metadata;
using Runnel.OpenAI.Json;

namespace Runnel;

/// <summary>The JSON of the OpenAI package's own types: that of the wire, read back as it was written.</summary>
public static class OpenAIJson
{
    /// <summary>
    /// The contracts of <c>StreamingChatCompletionUpdate</c> and <c>ChatCompletion</c>, for <c>AddJson</c> or any other chain of resolvers; fields that
    /// the package has no property for are kept.
    /// </summary>
    public static IJsonTypeInfoResolver Resolver { get; } = new ModelResolver();
}
