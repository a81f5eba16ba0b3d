namespace Runnel.Storage;

/// <summary>
/// Queues and their limits. A queue has a lane for each concurrency key, and one for runs without; a limit is that of each lane: so many of its
/// runs execute at once, in all processes together. Each that does holds one of the lane's slots, from when it is taken until it ends, waits, or is
/// given back, in the same commit.
/// </summary>
public interface IQueues
{
    /// <summary>
    /// Declares queues and which tasks are theirs; what was declared of others stays. A limit that is lowered while more runs execute stops none: no
    /// more begin until there is a free slot. Runs that wait in the queue which their task had before move with it, unless their trigger named it.
    /// </summary>
    /// <param name="queues">The queues.</param>
    /// <param name="tasks">For each task its queue; <see langword="null"/> for one of its own, without a limit.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    ValueTask DeclareAsync(IReadOnlyList<QueueDeclaration> queues, IReadOnlyDictionary<string, string?> tasks, CancellationToken cancellationToken);

    /// <summary>The queues that were declared, by name, and how full they are.</summary>
    ValueTask<IReadOnlyList<QueueState>> ListQueuesAsync(CancellationToken cancellationToken);
}

/// <summary>A queue.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Limit">How many runs of each of its lanes may execute at once; at least 1. <see langword="null"/> for any number.</param>
public sealed record QueueDeclaration(string Name, int? Limit);

/// <summary>How full a queue is.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Limit">How many runs of each of its lanes may execute at once; <see langword="null"/> for any number.</param>
/// <param name="Ready">How many runs wait in it for a worker, or for a slot.</param>
/// <param name="Executing">How many of its runs hold a slot; 0 where it has no limit.</param>
public sealed record QueueState(string Name, int? Limit, int Ready, int Executing);

/// <summary>The names of tasks' own queues.</summary>
public static class QueueNames
{
    /// <summary>The queue of a task that names none: its own, without a limit. No declared queue can have such a name.</summary>
    public static string OfTask(string taskId) => "task/" + taskId;
}
