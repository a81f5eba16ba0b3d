using Microsoft.Extensions.AI;

namespace Runnel.Ai;

/// <summary>A model's refusal: its own words, which adapters of chat clients give as an error.</summary>
internal static class Refusal
{
    /// <summary>The code of such an error, as Microsoft.Extensions.AI.OpenAI gives it.</summary>
    public const string Code = "Refusal";

    /// <summary>What the model said, if the content is text or a refusal.</summary>
    public static string? WordsOf(AIContent content) => content switch
    {
        TextContent text => text.Text,
        ErrorContent { ErrorCode: Code } refusal => refusal.Message,
        _ => null,
    };
}
