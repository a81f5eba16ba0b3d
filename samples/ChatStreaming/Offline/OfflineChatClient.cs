using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace ChatStreaming.Offline;

/// <summary>A stand-in for a model: it calls tools and answers by rules, word by word, at the pace of somebody who reads along.</summary>
/// <param name="time">Its pace.</param>
/// <param name="callsBackwards">
/// Whether it makes the calls of a step in the opposite order. As a real model it gives them other ids each time that it is asked anyway.
/// </param>
public sealed class OfflineChatClient(TimeProvider time, bool callsBackwards = false) : IChatClient
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
        var step = Rules.Next(new Conversation(messages), [.. (options?.Tools ?? []).Select(tool => tool.Name)]);
        var responseId = Guid.NewGuid().ToString("N");
        var pause = WordPause;
        var words = 0;
        foreach (var word in Words(step.Text))
        {
            await Task.Delay(pause, time, cancellationToken);
            yield return Update(new TextContent(word));
            pause = word.TrimEnd() is [.., '.' or '?' or '!'] ? SentencePause : WordPause;
            words++;
        }

        // In one step, so that they are made side by side.
        foreach (var use in callsBackwards ? step.Uses.Reverse() : step.Uses)
        {
            await Task.Delay(WordPause, time, cancellationToken);
            var arguments = new Dictionary<string, object?> { [use.Argument] = use.Value };
            yield return Update(new FunctionCallContent($"call_{Guid.NewGuid():N}", use.Tool, arguments));
        }

        // As models do: the last update has no text, says why there is no more, and what it cost.
        var last = Update(new UsageContent(new UsageDetails { OutputTokenCount = words }));
        last.FinishReason = step.Uses is [] ? ChatFinishReason.Stop : ChatFinishReason.ToolCalls;
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
