using Runnel.Log;

namespace Runnel.Execution;

/// <summary>The run whose task's code is running: what that triggers are the run's children, and what it finishes is kept in the run's log.</summary>
/// <param name="Children">The runs that it triggers.</param>
/// <param name="Steps">What it has finished.</param>
internal sealed record AmbientRun(ChildRuns Children, RunSteps Steps)
{
    private static readonly AsyncLocal<AmbientRun?> Local = new();

    /// <summary>The run whose code this is, of whichever host.</summary>
    public static AmbientRun? Current => Local.Value;

    /// <summary>
    /// The step of the run that this code is a part of, with a slash; empty outside any. A later execution does not run a finished step's code again: identical
    /// calls are numbered within their step, so that those after it keep their numbers.
    /// </summary>
    public string Step { get; private init; } = "";

    /// <summary>The run whose code this is, if it is one of this host's.</summary>
    public static ChildRuns? Of(RunLog log) => Current is { Children: var run } && run.Log == log ? run : null;

    /// <summary>From here on this is a step of the run's code, and whatever that starts.</summary>
    public static void EnterStep(string name)
    {
        if (Current is { } run)
        {
            Local.Value = run with { Step = $"{run.Step}{name}/" };
        }
    }

    /// <summary>From here on this is the run's code, and whatever that starts.</summary>
    public void Enter() => Local.Value = this;
}
