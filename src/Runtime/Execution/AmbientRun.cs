using Runnel.Log;

namespace Runnel.Execution;

/// <summary>The run whose task's code is running: what that triggers are the run's children.</summary>
internal static class AmbientRun
{
    private static readonly AsyncLocal<ChildRuns?> Current = new();

    /// <summary>The run whose code this is, if it is one of this host's.</summary>
    public static ChildRuns? Of(RunLog log) => Current.Value is { } run && run.Log == log ? run : null;

    /// <summary>From here on this is the run's code, and whatever that starts.</summary>
    public static void Enter(ChildRuns run) => Current.Value = run;
}
