namespace Runnel.Testing.Simulation;

/// <summary>Of one idempotency key there is at most one run that lives or has completed.</summary>
internal sealed class KeysAreUnique(SimulatedWorld world) : Invariant(world)
{
    public override void OnHead(SimulatedRun run)
    {
        if (run.Head.ParentId is null && run.State.IdempotencyKey is { } key && Stands(run))
        {
            var others = World.Runs.Count(other => other.Head.ParentId is null && other.State.IdempotencyKey == key && Stands(other));
            Check(others == 1, run, $"{others} runs have the key '{key}'.");
        }
    }

    private static bool Stands(SimulatedRun run) => !run.Head.Status.IsTerminal || run.Head.Status == RunStatus.Completed;
}
