using Microsoft.Extensions.AI;
using Runnel.OpenAI.Responses;
using Sdk = OpenAI.Chat;

namespace Runnel.OpenAI.Requests;

/// <summary>What the model said before: its text, its calls, its refusal.</summary>
internal static class AssistantMessage
{
    public static Sdk.AssistantChatMessage From(ChatMessage message, string? name)
    {
        List<Sdk.ChatMessageContentPart> parts = [];
        List<Sdk.ChatToolCall> calls = [];
        string? refusal = null;
        foreach (var content in message.Contents)
        {
            if (content is FunctionCallContent call)
            {
                calls.Add(Sdk.ChatToolCall.CreateFunctionToolCall(call.CallId, call.Name, ToolJson.Arguments(call)));
            }
            else if (content is ErrorContent { ErrorCode: Refusal.Code } error)
            {
                refusal = error.Message;
            }
            else if (MessageParts.From(content) is { } part)
            {
                parts.Add(part);
            }
        }

        var said = Make(parts, calls);
        said.ParticipantName = name;
        said.Refusal = refusal;
        return said;
    }

    private static Sdk.AssistantChatMessage Make(List<Sdk.ChatMessageContentPart> parts, List<Sdk.ChatToolCall> calls)
    {
        if (parts.Count == 0)
        {
            return calls.Count > 0 ? new(calls) : new(Sdk.ChatMessageContentPart.CreateTextPart(string.Empty));
        }

        var message = new Sdk.AssistantChatMessage(parts);
        foreach (var call in calls)
        {
            message.ToolCalls.Add(call);
        }

        return message;
    }
}
