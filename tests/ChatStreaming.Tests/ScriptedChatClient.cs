using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace ChatStreaming.Tests;

/// <summary>A model whose answers are written down: one for each step, the last again and again.</summary>
internal sealed class ScriptedChatClient(params IReadOnlyList<IReadOnlyList<AIContent>> answers) : IChatClient
{
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask;
        var step = messages.Count(message => message.Role == ChatRole.Assistant);
        yield return new ChatResponseUpdate(ChatRole.Assistant, [.. answers[Math.Min(step, answers.Count - 1)]]);
    }

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
