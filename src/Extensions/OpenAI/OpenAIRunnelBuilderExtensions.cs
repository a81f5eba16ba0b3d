namespace Runnel;

/// <summary>Lets tasks stream the OpenAI package's own types.</summary>
public static class OpenAIRunnelBuilderExtensions
{
    /// <summary>
    /// Adds <see cref="OpenAIJson.Resolver"/>, so that a stream may be a <c>TaskStream&lt;StreamingChatCompletionUpdate&gt;</c>: the type writes itself as
    /// JSON but does not read it. Every host that writes or reads such a stream needs it.
    /// </summary>
    /// <param name="builder">The host's Runnel.</param>
    public static RunnelBuilder AddOpenAIJson(this RunnelBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddJson(OpenAIJson.Resolver);
    }
}
