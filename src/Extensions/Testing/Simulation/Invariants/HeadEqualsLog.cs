namespace Runnel.Testing.Simulation;

/// <summary>The row of a run says what its log says.</summary>
internal sealed class HeadEqualsLog(SimulatedWorld world) : Invariant(world)
{
    public override void OnHead(SimulatedRun run)
    {
        var (head, state) = (run.Head, run.State);
        Check(head.Head == run.Entries.Count, run, $"the row says {head.Head} entries.");
        Check(head.Attempt >= state.Attempt, run, $"the row says attempt {head.Attempt}.");
        Check(head.Status == RunStatus.Executing ? !state.Status.IsTerminal : head.Status == state.Status, run, $"the log says {state.Status}.");
        Check(head.Status != RunStatus.Delayed || head.DueAt == state.DueAt, run, $"the row says {head.DueAt}, the log {state.DueAt}.");
        Check((head.Worker is not null) == head.IsOwned, run, "a run that executes or waits, and no other, has an owner.");
    }
}
