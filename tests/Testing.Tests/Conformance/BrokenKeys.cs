using Runnel.Storage;

namespace Runnel.Testing.Tests.Conformance;

/// <summary>A store that creates other runs than it is told to.</summary>
internal abstract class StoreThatChangesWhatItCreates(IRunStore inner) : DelegatingStore(inner)
{
    public override ValueTask<IReadOnlyList<CreateResult>> CreateAsync(IReadOnlyList<NewRun> runs, CancellationToken cancellationToken) =>
        Inner.CreateAsync([.. runs.Select(Change)], cancellationToken);

    protected abstract NewRun Change(NewRun run);
}

internal sealed class StoreThatLooksAtTheTasksQueueOnly(IRunStore inner) : StoreThatChangesWhatItCreates(inner)
{
    protected override NewRun Change(NewRun run) => run with { Queue = null };
}

internal sealed class StoreWithoutConcurrencyKeys(IRunStore inner) : StoreThatChangesWhatItCreates(inner)
{
    protected override NewRun Change(NewRun run) => run with { ConcurrencyKey = null };
}

internal sealed class StoreWhoseKeysAreTheQueues(IRunStore inner) : StoreThatChangesWhatItCreates(inner)
{
    protected override NewRun Change(NewRun run) => run.ConcurrencyKey is null ? run : run with { Queue = "queue" };
}

internal sealed class StoreThatLowersKeys(IRunStore inner) : StoreThatChangesWhatItCreates(inner)
{
    protected override NewRun Change(NewRun run) => run with { ConcurrencyKey = run.ConcurrencyKey?.ToUpperInvariant() };
}
