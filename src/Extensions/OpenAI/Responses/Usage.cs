using Microsoft.Extensions.AI;
using Sdk = OpenAI.Chat;

namespace Runnel.OpenAI.Responses;

/// <summary>What a response cost, in tokens.</summary>
internal static class Usage
{
    public static UsageDetails From(Sdk.ChatTokenUsage usage)
    {
        var details = new UsageDetails
        {
            InputTokenCount = usage.InputTokenCount,
            OutputTokenCount = usage.OutputTokenCount,
            TotalTokenCount = usage.TotalTokenCount,
            CachedInputTokenCount = usage.InputTokenDetails?.CachedTokenCount,
            ReasoningTokenCount = usage.OutputTokenDetails?.ReasoningTokenCount,
            AdditionalCounts = [],
        };
        if (usage.InputTokenDetails is { } input)
        {
            details.AdditionalCounts["InputTokenDetails.AudioTokenCount"] = input.AudioTokenCount;
        }

        if (usage.OutputTokenDetails is { } output)
        {
            details.AdditionalCounts["OutputTokenDetails.AudioTokenCount"] = output.AudioTokenCount;
            details.AdditionalCounts["OutputTokenDetails.AcceptedPredictionTokenCount"] = output.AcceptedPredictionTokenCount;
            details.AdditionalCounts["OutputTokenDetails.RejectedPredictionTokenCount"] = output.RejectedPredictionTokenCount;
        }

        return details;
    }
}
