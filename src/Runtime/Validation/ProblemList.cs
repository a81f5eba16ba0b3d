namespace Runnel.Validation;

/// <summary>What has been found wrong, up to a number that a reader can take in.</summary>
internal sealed class ProblemList(int limit)
{
    private readonly List<PayloadProblem> problems = [];

    public IReadOnlyList<PayloadProblem> All => problems;

    public int Count => problems.Count;

    public bool IsFull => problems.Count >= limit;

    /// <summary>The first exception that a rule threw, as the cause.</summary>
    public Exception? Cause { get; private set; }

    public void Add(string path, string reason, Exception? cause = null)
    {
        Cause ??= cause;
        if (!IsFull)
        {
            problems.Add(new PayloadProblem(path, reason));
        }
    }
}
