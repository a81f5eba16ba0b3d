namespace Runnel.Ai;

/// <summary>
/// What a model gave to a tool does not fit. The message is for the model: it says which argument, what was expected and what came, so that the model can
/// call again.
/// </summary>
internal sealed class ToolArgumentException(string toolName, IEnumerable<PayloadProblem> problems, Exception innerException)
    : RunnelException(
        $"The arguments of '{toolName}' are not valid. {string.Join(' ', problems.Select(problem => $"{problem.Path}: {problem.Reason}"))} Correct them and call the tool again.",
        innerException);
