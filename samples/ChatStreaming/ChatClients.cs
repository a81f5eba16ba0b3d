using System.ClientModel;
using System.ClientModel.Primitives;
using Anthropic;
using ChatStreaming.Offline;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;

namespace ChatStreaming;

/// <summary>Picks the model that is asked: the first whose key is set, or the offline one.</summary>
public static class ChatClients
{
    /// <summary>The value of <c>OFFLINE_CALLS</c> with which the offline model makes its calls in the opposite order.</summary>
    public const string Backwards = "backwards";

    /// <summary>
    /// <c>OPENAI_API_KEY</c>, with the server of <c>OPENAI_BASE_URL</c> and the model of <c>OPENAI_MODEL</c>; <c>ANTHROPIC_API_KEY</c>, with the model
    /// of <c>ANTHROPIC_MODEL</c>; or else none of them.
    /// </summary>
    /// <exception cref="SettingException">One of them says something that cannot be done.</exception>
    public static IChatClient Create(Settings settings, TimeProvider time) =>
        settings.Text("OPENAI_API_KEY") is { } openAI ? OpenAI(openAI, settings)
        : settings.Text("ANTHROPIC_API_KEY") is { } anthropic ? Anthropic(anthropic, settings)
        : new OfflineChatClient(time, settings.Is("OFFLINE_CALLS", Backwards));

    /// <summary>Provider and model, for people.</summary>
    public static string Describe(this IChatClient client) =>
        client.GetService<ChatClientMetadata>() is { } metadata
            ? $"{metadata.ProviderName}, {metadata.DefaultModelId}"
            : client.GetType().Name;

    // Both packages would retry by themselves. The task does that, durably; see Chat.
    private static IChatClient OpenAI(string key, Settings settings)
    {
        var options = new OpenAIClientOptions { RetryPolicy = new ClientRetryPolicy(maxRetries: 0) };
        if (settings.Address("OPENAI_BASE_URL") is { } address)
        {
            options.Endpoint = address;
        }

        return new ChatClient(settings.Text("OPENAI_MODEL") ?? "gpt-5-mini", new ApiKeyCredential(key), options).AsIChatClient();
    }

    private static IChatClient Anthropic(string key, Settings settings) =>
        new AnthropicClient { ApiKey = key, MaxRetries = 0 }.AsIChatClient(settings.Text("ANTHROPIC_MODEL") ?? "claude-haiku-5-5");
}
