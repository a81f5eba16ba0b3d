namespace Runnel.Crash.Checks;

/// <summary>What can be wrong.</summary>
public enum FindingKind
{
    /// <summary>Promised, and not there.</summary>
    Lost,

    /// <summary>There twice.</summary>
    Duplicated,

    /// <summary>There, in another place than it should be.</summary>
    OutOfOrder,

    /// <summary>Did not come to its end.</summary>
    Stuck,

    /// <summary>The model was asked again for a step that it had finished.</summary>
    StepRepeated,

    /// <summary>A tool that had given its result, or had failed, was called again.</summary>
    ToolRepeated,

    /// <summary>A call of a tool has more than one run.</summary>
    ChildDoubled,

    /// <summary>What was streamed or returned is not what the model said.</summary>
    TextWrong,

    /// <summary>Anything else that should not be.</summary>
    Broken,
}

/// <summary>One thing that is wrong.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="RunId">The run that it concerns, if it concerns one.</param>
/// <param name="Message">What, and where.</param>
public sealed record Finding(FindingKind Kind, string? RunId, string Message)
{
    public override string ToString() => $"{Kind}: {(RunId is null ? "" : RunId + ": ")}{Message}";
}

/// <summary>All that is wrong.</summary>
internal sealed class Findings
{
    private readonly Lock gate = new();
    private readonly List<Finding> all = [];

    public IReadOnlyList<Finding> All
    {
        get
        {
            lock (gate)
            {
                return [.. all];
            }
        }
    }

    public void Add(FindingKind kind, string message) => Add(new Finding(kind, RunId: null, message));

    public void Add(FindingKind kind, string runId, string message) => Add(new Finding(kind, runId, message));

    private void Add(Finding finding)
    {
        lock (gate)
        {
            all.Add(finding);
        }
    }
}
