using Runnel.Storage;

namespace Runnel.Testing.Tests.Conformance;

/// <summary>The lane that comes last by name, as long as there is something in it.</summary>
internal sealed class StoreWithoutTurns(IRunStore inner) : DelegatingStore(inner)
{
    public override async ValueTask<TakeResult> TakeAsync(TakeRequest request, CancellationToken cancellationToken)
    {
        var queued = await Inner.ListAsync(new RunQuery { Status = RunStatus.Queued, Limit = 1000 }, cancellationToken);
        var last = request.TaskIds.Where(task => queued.Any(head => head.TaskId == task)).Max(StringComparer.Ordinal);
        return await Inner.TakeAsync(request with { TaskIds = last is null ? [] : [last] }, cancellationToken);
    }
}

/// <summary>It knows the turns that it has given itself, since it was opened.</summary>
internal sealed class StoreThatBeginsWithTheLastLane(IRunStore inner) : DelegatingStore(inner)
{
    private readonly List<string> served = [];

    public override async ValueTask<TakeResult> TakeAsync(TakeRequest request, CancellationToken cancellationToken)
    {
        var queued = await Inner.ListAsync(new RunQuery { Status = RunStatus.Queued, Limit = 1000 }, cancellationToken);
        var first = request.TaskIds.Where(task => queued.Any(head => head.TaskId == task))
            .OrderBy(served.IndexOf).ThenByDescending(task => task, StringComparer.Ordinal).FirstOrDefault();
        if (first is not null)
        {
            served.Remove(first);
            served.Add(first);
        }

        return await Inner.TakeAsync(request with { TaskIds = first is null ? [] : [first] }, cancellationToken);
    }
}

internal sealed class StoreWithoutPriorities(IRunStore inner) : StoreThatChangesWhatItCreates(inner)
{
    protected override NewRun Change(NewRun run) => run with { Priority = 0 };
}

/// <summary>What is known of a queue and a task is not changed any more.</summary>
internal sealed class StoreThatDeclaresOnce(IRunStore inner) : DelegatingStore(inner)
{
    private readonly HashSet<string> known = new(StringComparer.Ordinal);

    public override ValueTask DeclareAsync(
        IReadOnlyList<QueueDeclaration> queues, IReadOnlyDictionary<string, string?> tasks, CancellationToken cancellationToken) =>
        Inner.DeclareAsync(
            [.. queues.Where(queue => known.Add($"queue {queue.Name}"))],
            tasks.Where(task => known.Add($"task {task.Key}")).ToDictionary(StringComparer.Ordinal),
            cancellationToken);
}

internal sealed class StoreThatCountsWhatWaits(IRunStore inner) : DelegatingStore(inner)
{
    public override async ValueTask<IReadOnlyList<QueueState>> ListQueuesAsync(CancellationToken cancellationToken)
    {
        var waiting = (await Inner.ListAsync(new RunQuery { Status = RunStatus.Waiting }, cancellationToken)).Count;
        return [.. (await Inner.ListQueuesAsync(cancellationToken)).Select(queue => queue with { Executing = queue.Executing + waiting })];
    }
}

/// <summary>A limit for each process, of what it has given itself since it was opened.</summary>
internal sealed class StoreThatCountsItsOwnOnly(IRunStore inner) : DelegatingStore(inner)
{
    private int? limit;
    private int given;

    public override ValueTask DeclareAsync(
        IReadOnlyList<QueueDeclaration> queues, IReadOnlyDictionary<string, string?> tasks, CancellationToken cancellationToken)
    {
        limit = queues[0].Limit;
        return Inner.DeclareAsync([.. queues.Select(queue => queue with { Limit = null })], tasks, cancellationToken);
    }

    public override async ValueTask<TakeResult> TakeAsync(TakeRequest request, CancellationToken cancellationToken)
    {
        var result = await Inner.TakeAsync(request with { Limit = limit is { } most ? Math.Clamp(most - given, 0, request.Limit) : request.Limit }, cancellationToken);
        given += result.Runs.Count;
        return result;
    }
}
