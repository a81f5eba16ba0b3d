using Microsoft.Extensions.AI;

namespace Runnel;

/// <summary>One step: what the model said, what its calls gave, and what it cost.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Text">The text of the step.</param>
/// <param name="Messages">What the step adds to the conversation: the model's message, and the results of its calls; of a first step, before them, what answers to approval requests came to.</param>
/// <param name="FinishReason">Why the model stopped.</param>
/// <param name="Usage">What the step used, as far as the provider tells.</param>
public sealed record TextStep(int Number, string Text, IReadOnlyList<ChatMessage> Messages, ChatFinishReason FinishReason, UsageDetails Usage)
{
    /// <summary>The model that answered, where the provider tells.</summary>
    public string? ModelId { get; init; }

    /// <summary>The provider's id of the answer.</summary>
    public string? ResponseId { get; init; }

    /// <summary>Whether an earlier execution of the run had finished it: the model was not asked again. Default false.</summary>
    public bool IsReplayed { get; init; }

    /// <summary>The calls of tools that the model made.</summary>
    public IEnumerable<FunctionCallContent> Calls => Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>();

    /// <summary>What the calls gave, as the model is told.</summary>
    public IEnumerable<FunctionResultContent> Results => Messages.SelectMany(message => message.Contents).OfType<FunctionResultContent>();
}
