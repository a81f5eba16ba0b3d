using Microsoft.Extensions.AI;
using Runnel;

namespace Woodgrove.Assistant;

public sealed record Question(string? ConversationId, string Text);

public sealed record Reply(string ConversationId);

[Streams]
public sealed partial record AssistStreams(TaskStream<string> Words);

public interface IConversations
{
    Task<IList<ChatMessage>> LoadAsync(string id, CancellationToken cancellationToken);

    Task SaveAsync(string id, IEnumerable<ChatMessage> messages, CancellationToken cancellationToken);
}

[Task("assist")]
public sealed partial class Assist(IChatClient model, IConversations conversations)
{
    public async Task<Reply> RunAsync(Question question, AssistStreams streams, TaskContext context, CancellationToken cancellationToken)
    {
        var id = question.ConversationId ?? context.RunId;
        var messages = await conversations.LoadAsync(id, cancellationToken);
        messages.Add(new ChatMessage(ChatRole.User, question.Text));

        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in model.GetStreamingResponseAsync(messages, cancellationToken: cancellationToken))
        {
            updates.Add(update);
            if (update.Text.Length > 0)
            {
                await streams.Words.WriteAsync(update.Text, cancellationToken);
            }
        }

        await conversations.SaveAsync(id, messages.Concat(updates.ToChatResponse().Messages), cancellationToken);
        return new Reply(id);
    }
}
