using Microsoft.Extensions.AI;

namespace Runnel.OpenAI.Responses;

/// <summary>What the model says where it does not answer as it was asked to.</summary>
internal static class Refusal
{
    /// <summary>The <see cref="ErrorContent.ErrorCode"/> by which a refusal is known.</summary>
    public const string Code = "Refusal";

    public static ErrorContent Content(string text) => new(text) { ErrorCode = Code };
}
