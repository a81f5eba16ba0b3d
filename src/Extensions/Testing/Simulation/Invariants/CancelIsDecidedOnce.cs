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
                CheckTime(run, entry);
                Check((run.IsCancelAsked || run.Head.IsAwaited) && run.State.Output is null, run, "the run is canceled unasked, or after its return.");
                break;
            case EntryKind.Returned or EntryKind.Failed or EntryKind.AttemptFailed or EntryKind.Crashed:
                Check(!run.State.CancelRequested, run, $"{entry.Kind} follows the cancel request.");
                break;
        }
    }

    // Where nothing is in the way, a task that does not heed its cancellation has its grace period and no more.
    private void CheckTime(SimulatedRun run, LogEntry canceled)
    {
        var isUndisturbed = !World.HasErrors && !World.WasClockSet
            && World.Journal.ProcessOf(run.Id, canceled.Attempt) is { IsDead: false, WasPartitioned: false, IsStopped: false };
        if (isUndisturbed && run.Entries.FirstOrDefault(entry => entry.Kind == EntryKind.CancelRequested && entry.Attempt == canceled.Attempt) is { } asked)
        {
            Check(canceled.Timestamp - asked.Timestamp <= TimeSpan.FromSeconds(6), run, $"it is canceled {canceled.Timestamp - asked.Timestamp} after it was asked for.");
        }
    }
}
