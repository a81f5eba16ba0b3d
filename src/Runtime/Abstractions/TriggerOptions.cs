using System.Text.Json.Nodes;

namespace Runnel;

/// <summary>How a run is triggered.</summary>
public sealed record TriggerOptions
{
    internal const int MaxTags = 10;
    internal const int MaxTagLength = 128;

    /// <summary>
    /// Makes triggering the same twice the same as once, 1 to 256 characters: while a run of the key is live, or when it has completed, it is the one that is given
    /// back, and no other is created. A run that ended otherwise gives its key up.
    /// </summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>How long the key stands, from the first trigger on. Default 30 days. Within a run it stands as long as that run lives.</summary>
    public TimeSpan? IdempotencyKeyTtl { get; init; }

    /// <summary>Where the key is unique. Default <see cref="IdempotencyScope.Run"/> within a task, <see cref="IdempotencyScope.Global"/> outside.</summary>
    public IdempotencyScope? IdempotencyScope { get; init; }

    /// <summary>How long the run is held back before it is queued. Default not at all.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>Until when the run is held back; in place of <see cref="Delay"/>.</summary>
    public DateTimeOffset? DelayUntil { get; init; }

    /// <summary>
    /// How long the run may wait for a worker once it is queued. If none has taken it by then, it ends as <see cref="RunStatus.Expired"/>. Default any time.
    /// </summary>
    public TimeSpan? Ttl { get; init; }

    /// <summary>What the run can be found and followed by: at most 10, each of 1 to 128 characters.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The queue, in place of the task's.</summary>
    public string? Queue { get; init; }

    /// <summary>
    /// Gives the run a lane of its queue that it shares with the runs of the same key, such as a customer's id: the queue's limit is that of each lane,
    /// and lanes take turns. 1 to 256 characters. Default the queue's lane for runs without a key.
    /// </summary>
    public string? ConcurrencyKey { get; init; }

    /// <summary>Within its lane the higher goes first. Default 0.</summary>
    public int Priority { get; init; }

    /// <summary>How many attempts may fail, in place of what the task says. At least 1.</summary>
    public int? MaxAttempts { get; init; }

    /// <summary>How long one execution may take without its waits, in place of what the task says. More than zero.</summary>
    public TimeSpan? MaxDuration { get; init; }

    /// <summary>What the run's metadata holds at first.</summary>
    public JsonObject? Metadata { get; init; }
}

/// <summary>Where an idempotency key is unique.</summary>
public enum IdempotencyScope
{
    /// <summary>
    /// Among all runs of the store. Such a run belongs to nobody: it outlives a task that triggered it and waits, and it is created before that task's
    /// other runs, by its key alone. Tasks must not wait for each other in a circle of keys.
    /// </summary>
    Global,

    /// <summary>Among the runs that one run's task triggers, over all its executions.</summary>
    Run,
}
