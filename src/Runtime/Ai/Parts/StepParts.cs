using System.Text;
using Microsoft.Extensions.AI;
using Runnel.Ai;

namespace Runnel;

/// <summary>The stream begins; always the first part.</summary>
public sealed record StreamStart : ITextStreamPart<IToolSet>;

/// <summary>A step begins: one request to the model.</summary>
public sealed record StepStart : ITextStreamPart<IToolSet>;

/// <summary>A step is complete: the model has answered. Two are equal when their counts are.</summary>
/// <param name="FinishReason">Why the model stopped.</param>
/// <param name="Usage">What the step used, in tokens.</param>
public sealed record StepFinish(ChatFinishReason FinishReason, UsageDetails Usage) : ITextStreamPart<IToolSet>
{
    /// <summary>The model that answered, as its provider names it; <see langword="null"/> where it does not.</summary>
    public string? ModelId { get; init; }

    /// <summary>The answer's id at the provider; <see langword="null"/> where it has none.</summary>
    public string? ResponseId { get; init; }

    /// <inheritdoc/>
    public bool Equals(StepFinish? other) =>
        other is not null && FinishReason == other.FinishReason && ModelId == other.ModelId && ResponseId == other.ResponseId
        && TokenCounts.Equal(Usage, other.Usage);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(FinishReason, ModelId, ResponseId);

    private bool PrintMembers(StringBuilder text)
    {
        text.Append("FinishReason = ").Append(FinishReason).Append(", Usage = ").Append(TokenCounts.Describe(Usage));
        text.Append(", ModelId = ").Append(ModelId).Append(", ResponseId = ").Append(ResponseId);
        return true;
    }
}

/// <summary>All steps are complete; the last part of a stream that was neither aborted nor failed. Two are equal when their counts are.</summary>
/// <param name="FinishReason">Why the model stopped in the last step.</param>
/// <param name="TotalUsage">What all steps used together, in tokens.</param>
public sealed record FinishPart(ChatFinishReason FinishReason, UsageDetails TotalUsage) : ITextStreamPart<IToolSet>
{
    /// <inheritdoc/>
    public bool Equals(FinishPart? other) =>
        other is not null && FinishReason == other.FinishReason && TokenCounts.Equal(TotalUsage, other.TotalUsage);

    /// <inheritdoc/>
    public override int GetHashCode() => FinishReason.GetHashCode();

    private bool PrintMembers(StringBuilder text)
    {
        text.Append("FinishReason = ").Append(FinishReason).Append(", TotalUsage = ").Append(TokenCounts.Describe(TotalUsage));
        return true;
    }
}
