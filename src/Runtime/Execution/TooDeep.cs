namespace Runnel.Execution;

/// <summary>
/// A tree of runs that is too deep fails as a whole: where each run tried again for want of its child's output, three attempts on each of fifty
/// levels would never come to an end.
/// </summary>
internal static class TooDeep
{
    public static bool Is(Exception failure) => failure is RunDepthException || OfChild(failure) is not null;

    /// <summary>What is told of a failure: of one that a descendant's depth is the cause of, what was told of that.</summary>
    public static TaskError ErrorOf(Exception failure) => OfChild(failure) ?? TaskError.From(failure);

    private static TaskError? OfChild(Exception failure) =>
        failure is TaskFailedException { Error: { } error } && error.Type == typeof(RunDepthException).FullName ? error : null;
}
