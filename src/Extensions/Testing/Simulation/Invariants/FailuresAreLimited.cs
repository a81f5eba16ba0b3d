using Runnel.Log;

namespace Runnel.Testing.Simulation;

/// <summary>MaxAttempts limits the attempts that failed, and nothing else fails a run.</summary>
internal sealed class FailuresAreLimited(SimulatedWorld world) : Invariant(world)
{
    public override void OnEntry(SimulatedRun run, LogEntry entry)
    {
        if (entry.Kind is EntryKind.AttemptFailed or EntryKind.Failed)
        {
            Check(run.State.FailedAttempts < MaxAttemptsOf(run), run, "an attempt fails that may not be.");
        }

        if (entry.Kind == EntryKind.AttemptFailed)
        {
            Check(!IsAbort(entry), run, "an abort is tried again.");
        }

        if (entry.Kind == EntryKind.Failed)
        {
            Check(IsAbort(entry) || run.State.FailedAttempts == MaxAttemptsOf(run) - 1, run, $"the run fails after {run.State.FailedAttempts} failed attempts.");
        }
    }

    private static int MaxAttemptsOf(SimulatedRun run) => run.State.MaxAttempts ?? SimulatedWork.MaxAttempts;

    private static bool IsAbort(LogEntry entry) => System.Text.Encoding.UTF8.GetString(entry.Body.Span).Contains(nameof(AbortRunException), StringComparison.Ordinal);
}
