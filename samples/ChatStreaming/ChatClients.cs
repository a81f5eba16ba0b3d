using Anthropic;
using ChatStreaming.Offline;
using Microsoft.Extensions.AI;

namespace ChatStreaming;

/// <summary>Picks the model that is asked.</summary>
public static class ChatClients
{
    private const string DefaultModel = "claude-haiku-5-5";

    /// <summary>
    /// Anthropic's own client where <c>ANTHROPIC_API_KEY</c> is set, with the model that <c>ANTHROPIC_MODEL</c> names;
    /// otherwise the offline one.
    /// </summary>
    public static IChatClient FromEnvironment(TimeProvider time) =>
        Variable("ANTHROPIC_API_KEY") is { } key
            ? new AnthropicClient { ApiKey = key }.AsIChatClient(Variable("ANTHROPIC_MODEL") ?? DefaultModel)
            : new OfflineChatClient(time);

    /// <summary>Provider and model, for people.</summary>
    public static string Describe(this IChatClient client) =>
        client.GetService<ChatClientMetadata>() is { } metadata
            ? $"{metadata.ProviderName}, {metadata.DefaultModelId}"
            : client.GetType().Name;

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
