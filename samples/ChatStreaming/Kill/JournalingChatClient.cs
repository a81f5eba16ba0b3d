using Microsoft.Extensions.AI;

namespace ChatStreaming.Kill;

/// <summary>A model that notes each step that it is asked for, whichever model it is.</summary>
public sealed class JournalingChatClient(IChatClient model, Journal journal) : DelegatingChatClient(model)
{
    /// <inheritdoc/>
    public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        // Each step that is behind it has left one message of the model's in the conversation.
        var conversation = messages.ToList();
        journal.Note(Deed.Step(conversation.Count(message => message.Role == ChatRole.Assistant) + 1));
        return base.GetStreamingResponseAsync(conversation, options, cancellationToken);
    }
}
