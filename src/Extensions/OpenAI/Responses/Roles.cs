using Microsoft.Extensions.AI;
using Sdk = OpenAI.Chat;

namespace Runnel.OpenAI.Responses;

/// <summary>Who speaks.</summary>
internal static class Roles
{
    public static ChatRole From(Sdk.ChatMessageRole role) => role switch
    {
        Sdk.ChatMessageRole.Assistant => ChatRole.Assistant,
        Sdk.ChatMessageRole.System => ChatRole.System,
        Sdk.ChatMessageRole.User => ChatRole.User,
        Sdk.ChatMessageRole.Tool => ChatRole.Tool,
        Sdk.ChatMessageRole.Developer => new ChatRole("developer"),
        _ => new ChatRole(role.ToString()),
    };
}
