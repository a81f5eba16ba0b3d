using System.Text;
using Runnel.Storage;

namespace Runnel.Testing.Tests.Conformance;

internal sealed class StoreThatKeepsRemovedSchedules(IRunStore inner) : DelegatingStore(inner)
{
    public override async ValueTask<bool> RemoveScheduleAsync(string id, CancellationToken cancellationToken) =>
        (await Inner.ListSchedulesAsync(cancellationToken)).Any(schedule => schedule.Id == id);
}

internal sealed class StoreThatTakesScheduleBytesForText(IRunStore inner) : DelegatingStore(inner)
{
    public override ValueTask PutScheduleAsync(StoredSchedule schedule, CancellationToken cancellationToken) =>
        Inner.PutScheduleAsync(schedule with { Body = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(schedule.Body.Span)) }, cancellationToken);
}

/// <summary>Each process has schedules of its own.</summary>
internal sealed class StoreThatKeepsSchedulesToItself(IRunStore inner) : DelegatingStore(inner)
{
    private readonly HashSet<string> own = new(StringComparer.Ordinal);

    public override ValueTask PutScheduleAsync(StoredSchedule schedule, CancellationToken cancellationToken)
    {
        own.Add(schedule.Id);
        return Inner.PutScheduleAsync(schedule, cancellationToken);
    }

    public override async ValueTask<IReadOnlyList<StoredSchedule>> ListSchedulesAsync(CancellationToken cancellationToken) =>
        [.. (await Inner.ListSchedulesAsync(cancellationToken)).Where(schedule => own.Contains(schedule.Id))];
}

/// <summary>One of each is there from the start.</summary>
internal sealed class StoreThatIsNotEmpty(IRunStore inner) : DelegatingStore(inner)
{
    public override async ValueTask<IReadOnlyList<StoredSchedule>> ListSchedulesAsync(CancellationToken cancellationToken) =>
        [new("", "", DateTimeOffset.UnixEpoch, default), .. await Inner.ListSchedulesAsync(cancellationToken)];

    public override async ValueTask<IReadOnlyList<QueueState>> ListQueuesAsync(CancellationToken cancellationToken) =>
        [new("", null, 0, 0), .. await Inner.ListQueuesAsync(cancellationToken)];
}

internal sealed class StoreThatServesAScheduleOnce(IRunStore inner) : DelegatingStore(inner)
{
    private readonly HashSet<string> served = new(StringComparer.Ordinal);

    public override async ValueTask<bool> ServeScheduleAsync(
        string id, DateTimeOffset servedUpTo, DateTimeOffset upTo, IReadOnlyList<NewRun> runs, CancellationToken cancellationToken) =>
        served.Add(id) && await Inner.ServeScheduleAsync(id, servedUpTo, upTo, runs, cancellationToken);
}

internal sealed class StoreThatServesAllSchedulesAtOnce(IRunStore inner) : DelegatingStore(inner)
{
    public override async ValueTask<bool> ServeScheduleAsync(
        string id, DateTimeOffset servedUpTo, DateTimeOffset upTo, IReadOnlyList<NewRun> runs, CancellationToken cancellationToken)
    {
        foreach (var other in (await Inner.ListSchedulesAsync(cancellationToken)).Where(schedule => schedule.Id != id))
        {
            await Inner.ServeScheduleAsync(other.Id, other.ServedUpTo, upTo, [], cancellationToken);
        }

        return await Inner.ServeScheduleAsync(id, servedUpTo, upTo, runs, cancellationToken);
    }
}
