using Runnel.Log;

namespace Runnel.Testing.Simulation;

/// <summary>The first terminal intent decides, and nobody is canceled unasked.</summary>
internal sealed class CancelIsDecidedOnce(SimulatedWorld world) : Invariant(world)
{
    public override void OnEntry(SimulatedRun run, LogEntry entry)
    {
        switch (entry.Kind)
        {
            case EntryKind.CancelRequested:
                Check(run.State.Output is null && !run.State.CancelRequested, run, "a cancel request after the decision.");
                break;
            case EntryKind.Canceled:
                Check(run.IsCancelAsked && run.State.Output is null, run, "the run is canceled unasked, or after its return.");
                break;
            case EntryKind.Returned or EntryKind.Failed or EntryKind.AttemptFailed or EntryKind.Crashed:
                Check(!run.State.CancelRequested, run, $"{entry.Kind} follows the cancel request.");
                break;
        }
    }
}
