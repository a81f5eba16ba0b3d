using Runnel.Storage;

namespace Runnel.Testing.Tests.Conformance;

internal sealed class StoreWithoutLimits(IRunStore inner) : DelegatingStore(inner)
{
    public override ValueTask DeclareAsync(
        IReadOnlyList<QueueDeclaration> queues, IReadOnlyDictionary<string, string?> tasks, CancellationToken cancellationToken) =>
        Inner.DeclareAsync([.. queues.Select(queue => queue with { Limit = null })], tasks, cancellationToken);
}

internal sealed class StoreThatTakesNoLimitForOne(IRunStore inner) : DelegatingStore(inner)
{
    public override ValueTask DeclareAsync(
        IReadOnlyList<QueueDeclaration> queues, IReadOnlyDictionary<string, string?> tasks, CancellationToken cancellationToken) =>
        Inner.DeclareAsync([.. queues.Select(queue => queue with { Limit = queue.Limit ?? 1 })], tasks, cancellationToken);
}

internal sealed class StoreThatKnowsNoTasksQueues(IRunStore inner) : DelegatingStore(inner)
{
    public override ValueTask DeclareAsync(
        IReadOnlyList<QueueDeclaration> queues, IReadOnlyDictionary<string, string?> tasks, CancellationToken cancellationToken) =>
        Inner.DeclareAsync(queues, new Dictionary<string, string?>(StringComparer.Ordinal), cancellationToken);
}

/// <summary>Each take begins to count anew: it declares a slot more for each run that executes.</summary>
internal sealed class StoreThatKnowsALimitInOneTakeOnly(IRunStore inner) : DelegatingStore(inner)
{
    public override async ValueTask<TakeResult> TakeAsync(TakeRequest request, CancellationToken cancellationToken)
    {
        var queues = await Inner.ListQueuesAsync(cancellationToken);
        await LimitAsync(queues.Select(queue => new QueueDeclaration(queue.Name, queue.Limit + queue.Executing)), cancellationToken);
        var result = await Inner.TakeAsync(request, cancellationToken);
        await LimitAsync(queues.Select(queue => new QueueDeclaration(queue.Name, queue.Limit)), cancellationToken);
        return result;
    }

    private ValueTask LimitAsync(IEnumerable<QueueDeclaration> queues, CancellationToken cancellationToken) =>
        Inner.DeclareAsync([.. queues], new Dictionary<string, string?>(StringComparer.Ordinal), cancellationToken);
}

/// <summary>Right where nobody takes at the same time.</summary>
internal sealed class StoreThatCountsInsteadOfReserving(IRunStore inner) : DelegatingStore(inner)
{
    private int? limit;

    public override ValueTask DeclareAsync(
        IReadOnlyList<QueueDeclaration> queues, IReadOnlyDictionary<string, string?> tasks, CancellationToken cancellationToken)
    {
        limit = queues[0].Limit;
        return Inner.DeclareAsync([.. queues.Select(queue => queue with { Limit = null })], tasks, cancellationToken);
    }

    public override async ValueTask<TakeResult> TakeAsync(TakeRequest request, CancellationToken cancellationToken)
    {
        var executing = (await Inner.ListAsync(new RunQuery { Status = RunStatus.Executing, Limit = 1000 }, cancellationToken)).Count;
        await Task.Delay(TimeSpan.FromMilliseconds(1), cancellationToken);
        return await Inner.TakeAsync(request with { Limit = Math.Clamp(limit!.Value - executing, 0, request.Limit) }, cancellationToken);
    }
}

internal sealed class StoreThatLimitsEverything(IRunStore inner) : DelegatingStore(inner)
{
    public override async ValueTask<TakeResult> TakeAsync(TakeRequest request, CancellationToken cancellationToken) =>
        await Inner.TakeAsync(request with { Limit = Math.Min(request.Limit, 50) }, cancellationToken);
}

internal sealed class StoreThatLooksAtTheOldestRunOnly(IRunStore inner) : DelegatingStore(inner)
{
    public override async ValueTask<TakeResult> TakeAsync(TakeRequest request, CancellationToken cancellationToken)
    {
        var queued = await Inner.ListAsync(new RunQuery { Status = RunStatus.Queued, Limit = 1000 }, cancellationToken);
        return await Inner.TakeAsync(request with { TaskIds = [.. queued.Reverse().Take(1).Select(head => head.TaskId)] }, cancellationToken);
    }
}
