using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace ChatStreaming.Offline;

/// <summary>A stand-in for a model: it answers by rules, word by word, at the pace of somebody who reads along.</summary>
public sealed class OfflineChatClient(TimeProvider time) : IChatClient
{
    private const string ModelId = "rules";

    /// <summary>What every answer begins with.</summary>
    public const string Notice = "Offline, by rule: ";

    /// <summary>The pause before each word.</summary>
    public static TimeSpan WordPause { get; } = TimeSpan.FromMilliseconds(60);

    /// <summary>The pause before each sentence but the first.</summary>
    public static TimeSpan SentencePause { get; } = TimeSpan.FromMilliseconds(300);

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var prompt = messages.LastOrDefault(message => message.Role == ChatRole.User)?.Text ?? "";
        var responseId = Guid.NewGuid().ToString("N");
        var pause = WordPause;
        foreach (var word in Words(Notice + Answers.To(prompt)))
        {
            await Task.Delay(pause, time, cancellationToken);
            yield return Update(new TextContent(word));
            pause = word.TrimEnd() is [.., '.' or '?' or '!'] ? SentencePause : WordPause;
        }

        // As models do: the last update has no text and says why there is no more.
        var last = Update();
        last.FinishReason = ChatFinishReason.Stop;
        yield return last;

        ChatResponseUpdate Update(params IList<AIContent> contents) =>
            new(ChatRole.Assistant, contents) { ResponseId = responseId, MessageId = responseId, ModelId = ModelId };
    }

    /// <inheritdoc/>
    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("offline", defaultModelId: ModelId)
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    // Each with the space that follows it, so that the words together are the text.
    private static IEnumerable<string> Words(string text)
    {
        for (int start = 0, next; start < text.Length; start = next)
        {
            var space = text.IndexOf(' ', start);
            next = space < 0 ? text.Length : space + 1;
            yield return text[start..next];
        }
    }
}
