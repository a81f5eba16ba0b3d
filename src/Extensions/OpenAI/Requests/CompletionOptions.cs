using Microsoft.Extensions.AI;
using Sdk = OpenAI.Chat;

namespace Runnel.OpenAI.Requests;

/// <summary>The options of a request. What the caller's <see cref="ChatOptions.RawRepresentationFactory"/> has set stands.</summary>
internal static class CompletionOptions
{
    public static Sdk.ChatCompletionOptions From(ChatOptions? options, IChatClient client)
    {
        if (options is null)
        {
            return new();
        }

        var result = options.RawRepresentationFactory?.Invoke(client) as Sdk.ChatCompletionOptions ?? new();
        result.FrequencyPenalty ??= options.FrequencyPenalty;
        result.MaxOutputTokenCount ??= options.MaxOutputTokens;
        result.PresencePenalty ??= options.PresencePenalty;
        result.Seed ??= options.Seed;
        result.Temperature ??= options.Temperature;
        result.TopP ??= options.TopP;
        result.ReasoningEffortLevel ??= Effort(options.Reasoning?.Effort);
        result.ResponseFormat ??= ResponseFormat.From(options);
        foreach (var sequence in options.StopSequences ?? [])
        {
            result.StopSequences.Add(sequence);
        }

        SetModel(result, options.ModelId);
        ToolDeclarations.AddTo(result, options);
        return result;
    }

    // The model has no property; unless the request names one, the client's own is used.
    private static void SetModel(Sdk.ChatCompletionOptions result, string? model)
    {
        if (model is not null && !(result.Patch.TryGetValue("$.model"u8, out string? given) && given is not null))
        {
            result.Patch.Set("$.model"u8, model);
        }
    }

    private static Sdk.ChatReasoningEffortLevel? Effort(ReasoningEffort? effort) => effort switch
    {
        ReasoningEffort.None => Sdk.ChatReasoningEffortLevel.None,
        ReasoningEffort.Low => Sdk.ChatReasoningEffortLevel.Low,
        ReasoningEffort.Medium => Sdk.ChatReasoningEffortLevel.Medium,
        ReasoningEffort.High => Sdk.ChatReasoningEffortLevel.High,
        ReasoningEffort.ExtraHigh => new Sdk.ChatReasoningEffortLevel("xhigh"),
        _ => default(Sdk.ChatReasoningEffortLevel?),
    };
}
