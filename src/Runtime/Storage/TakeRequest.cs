namespace Runnel.Storage;

/// <summary>A worker's wish for work.</summary>
public sealed record TakeRequest
{
    /// <summary>The worker's name. It must be registered and alive.</summary>
    public required string Worker { get; init; }

    /// <summary>
    /// Fences the executions that come of this request: a number that no other worker uses, and greater than any that this one has used. A
    /// request that comes late, after the worker has made a newer one, is given nothing: nobody waits for its answer.
    /// </summary>
    public required long Token { get; init; }

    /// <summary>The tasks that the worker knows.</summary>
    public required IReadOnlyCollection<string> TaskIds { get; init; }

    /// <summary>How many runs at most.</summary>
    public required int Limit { get; init; }
}

/// <summary>What a worker was given.</summary>
public sealed record TakeResult
{
    /// <summary>The runs; each is Executing now, and its token is the request's.</summary>
    public IReadOnlyList<TakenRun> Runs { get; init; } = [];

    /// <summary>After which time to look again: when the next delayed run is ready, or the next one expires. Not positive where one has already.</summary>
    public TimeSpan? NextDueIn { get; init; }

    /// <summary>Whether the worker is registered and was not declared dead. If not, it is given nothing.</summary>
    public bool IsAlive { get; init; } = true;
}

/// <summary>A run that a worker was given.</summary>
public sealed record TakenRun
{
    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>The task that it runs.</summary>
    public required string TaskId { get; init; }

    /// <summary>The number of this execution; 1 for the first.</summary>
    public required int Attempt { get; init; }

    /// <summary>The sequence of its last entry.</summary>
    public required long Head { get; init; }

    /// <summary>The log's epoch.</summary>
    public required long Epoch { get; init; }

    /// <summary>Whether it is given to be ended, not to be begun: it has expired. It holds no slot.</summary>
    public bool HasExpired { get; init; }

    /// <summary>The run whose task waits for it, and which it does not outlive.</summary>
    public string? AwaitedBy { get; init; }

    /// <summary>What a worker is told of a run that it was given.</summary>
    public static TakenRun Of(RunHead head)
    {
        ArgumentNullException.ThrowIfNull(head);
        return new()
        {
            RunId = head.RunId,
            TaskId = head.TaskId,
            Attempt = head.Attempt,
            Head = head.Head,
            Epoch = head.Epoch,
            HasExpired = head.HasExpired,
            AwaitedBy = head.IsAwaited ? head.ParentId : null,
        };
    }
}
