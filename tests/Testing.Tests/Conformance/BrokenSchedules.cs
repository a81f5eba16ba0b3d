using Runnel.Storage;

namespace Runnel.Testing.Tests.Conformance;

internal sealed class StoreThatPutsSchedulesAnew(IRunStore inner) : DelegatingStore(inner)
{
    public override async ValueTask PutScheduleAsync(StoredSchedule schedule, CancellationToken cancellationToken)
    {
        await Inner.RemoveScheduleAsync(schedule.Id, cancellationToken);
        await Inner.PutScheduleAsync(schedule, cancellationToken);
    }
}

internal sealed class StoreThatListsSchedulesByCulture(IRunStore inner) : DelegatingStore(inner)
{
    public override async ValueTask<IReadOnlyList<StoredSchedule>> ListSchedulesAsync(CancellationToken cancellationToken) =>
        [.. (await Inner.ListSchedulesAsync(cancellationToken)).OrderBy(schedule => schedule.Id, StringComparer.OrdinalIgnoreCase)];
}

/// <summary>It compares what was served with what is stored now, not with what its caller has read.</summary>
internal sealed class StoreThatServesATimeTwice(IRunStore inner) : DelegatingStore(inner)
{
    public override async ValueTask<bool> ServeScheduleAsync(
        string id, DateTimeOffset servedUpTo, DateTimeOffset upTo, IReadOnlyList<NewRun> runs, CancellationToken cancellationToken)
    {
        var stored = (await Inner.ListSchedulesAsync(cancellationToken)).FirstOrDefault(schedule => schedule.Id == id);
        return await Inner.ServeScheduleAsync(id, stored?.ServedUpTo ?? servedUpTo, upTo, runs, cancellationToken);
    }
}

/// <summary>Two commits instead of one.</summary>
internal sealed class StoreThatCreatesBeforeItServes(IRunStore inner) : DelegatingStore(inner)
{
    public override async ValueTask<bool> ServeScheduleAsync(
        string id, DateTimeOffset servedUpTo, DateTimeOffset upTo, IReadOnlyList<NewRun> runs, CancellationToken cancellationToken)
    {
        await Inner.CreateAsync(runs, cancellationToken);
        return await Inner.ServeScheduleAsync(id, servedUpTo, upTo, [], cancellationToken);
    }
}

internal sealed class StoreThatPassesNothingOver(IRunStore inner) : DelegatingStore(inner)
{
    public override async ValueTask<bool> ServeScheduleAsync(
        string id, DateTimeOffset servedUpTo, DateTimeOffset upTo, IReadOnlyList<NewRun> runs, CancellationToken cancellationToken) =>
        runs.Count == 0 || await Inner.ServeScheduleAsync(id, servedUpTo, upTo, runs, cancellationToken);
}
