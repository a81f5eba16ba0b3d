using Microsoft.Extensions.AI;
using Sdk = OpenAI.Chat;

namespace Runnel.OpenAI.Requests;

/// <summary>The messages of a request. What chat completions cannot carry is left out.</summary>
internal static class RequestMessages
{
    private static readonly ChatRole Developer = new("developer");

    public static IEnumerable<Sdk.ChatMessage> From(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        if (options?.Instructions is { } instructions && !string.IsNullOrWhiteSpace(instructions))
        {
            yield return new Sdk.SystemChatMessage(instructions);
        }

        foreach (var message in messages)
        {
            if (message.RawRepresentation is Sdk.ChatMessage raw)
            {
                yield return raw;
            }
            else if (message.Role == ChatRole.Tool)
            {
                foreach (var result in message.Contents.OfType<FunctionResultContent>())
                {
                    yield return new Sdk.ToolChatMessage(result.CallId, ToolJson.Result(result));
                }
            }
            else if (Spoken(message) is { } spoken)
            {
                yield return spoken;
            }
        }
    }

    // A message of a role that chat completions do not have is left out.
    private static Sdk.ChatMessage? Spoken(ChatMessage message)
    {
        var name = AuthorName.From(message.AuthorName);
        return message.Role == ChatRole.User ? new Sdk.UserChatMessage(MessageParts.From(message.Contents)) { ParticipantName = name }
            : message.Role == ChatRole.System ? new Sdk.SystemChatMessage(MessageParts.From(message.Contents)) { ParticipantName = name }
            : message.Role == ChatRole.Assistant ? AssistantMessage.From(message, name)
            : message.Role == Developer ? new Sdk.DeveloperChatMessage(MessageParts.From(message.Contents)) { ParticipantName = name }
            : null;
    }
}
