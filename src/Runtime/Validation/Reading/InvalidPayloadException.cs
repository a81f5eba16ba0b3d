namespace Runnel.Validation;

/// <summary>JSON that does not fit its type. Whoever reads it says whose JSON it was.</summary>
internal sealed class InvalidPayloadException(IReadOnlyList<PayloadProblem> problems, Exception? innerException)
    : Exception(string.Join(" ", problems.Select(problem => $"{problem.Path}: {problem.Reason}")), innerException)
{
    /// <summary>What is wrong: at least one, at most ten.</summary>
    public IReadOnlyList<PayloadProblem> Problems { get; } = problems;
}
