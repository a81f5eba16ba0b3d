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

    /// <summary>
    /// Whether a run that is waited for here, and given up, is left to whoever asks for it next, such as the run's next execution, rather than canceled; at the
    /// latest it is when its parent ends.
    /// </summary>
    public bool LeavesRuns => GivenUp is { IsCancellationRequested: false };

    private CancellationToken? GivenUp { get; init; }

    /// <summary>The run whose code this is, if it is one of this host's.</summary>
    public static ChildRuns? Of(RunLog log) => Current is { Children: var run } && run.Log == log ? run : null;

    /// <summary>From here on this is a step of the run's code, and whatever that starts.</summary>
    /// <param name="name">Names the step within the run.</param>
    /// <param name="givenUp">Canceled when whoever waits in the step gives up, rather than leaves; default whoever leaves gives up.</param>
    public static void EnterStep(string name, CancellationToken? givenUp = null)
    {
        if (Current is { } run)
        {
            Local.Value = run with { Step = $"{run.Step}{name}/", GivenUp = givenUp };
        }
    }

    /// <summary>From here on this is the run's code, and whatever that starts.</summary>
    public void Enter() => Local.Value = this;
}
