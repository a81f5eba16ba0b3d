using Microsoft.Extensions.AI;
using Sdk = OpenAI.Chat;

namespace Runnel.OpenAI.Responses;

/// <summary>Why the model stopped.</summary>
internal static class FinishReasons
{
    public static ChatFinishReason From(Sdk.ChatFinishReason reason) => reason switch
    {
        Sdk.ChatFinishReason.Stop => ChatFinishReason.Stop,
        Sdk.ChatFinishReason.Length => ChatFinishReason.Length,
        Sdk.ChatFinishReason.ContentFilter => ChatFinishReason.ContentFilter,
        Sdk.ChatFinishReason.ToolCalls or Sdk.ChatFinishReason.FunctionCall => ChatFinishReason.ToolCalls,
        _ => new ChatFinishReason(reason.ToString()),
    };

    /// <summary>Whether the model, or its filter, stopped in the middle of what it was about to say.</summary>
    public static bool IsCutOff(ChatFinishReason? reason) => reason == ChatFinishReason.Length || reason == ChatFinishReason.ContentFilter;
}
