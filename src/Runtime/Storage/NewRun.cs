namespace Runnel.Storage;

/// <summary>A run to create. Creating it twice is the same as once: its id is the client's.</summary>
public sealed record NewRun
{
    /// <summary>The run's id.</summary>
    public required string RunId { get; init; }

    /// <summary>The task that it runs.</summary>
    public required string TaskId { get; init; }

    /// <summary>When it was triggered.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Its first entries.</summary>
    public required SegmentBody Body { get; init; }

    /// <summary>The queue that it waits in; <see langword="null"/> for its task's own.</summary>
    public string? Queue { get; init; }

    /// <summary>Which lane of the queue: each key has one, with slots of its own. <see langword="null"/> for the queue's unnamed lane.</summary>
    public string? ConcurrencyKey { get; init; }

    /// <summary>Within a lane the higher goes first. Default 0.</summary>
    public int Priority { get; init; }

    /// <summary>When it is ready; <see langword="null"/> for at once.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>From when on it is not begun any more; <see langword="null"/> for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>What it can be found by.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The batch that it was triggered with.</summary>
    public string? BatchId { get; init; }

    /// <summary>The run whose task triggered it.</summary>
    public string? ParentId { get; init; }

    /// <summary>Whether its parent waits for it, so that it does not outlive that.</summary>
    public bool IsAwaited { get; init; }

    /// <summary>Makes the creation one of a kind; <see langword="null"/> where the run's id alone does.</summary>
    public IdempotencyClaim? Idempotency { get; init; }
}

/// <summary>A claim that there is one run of a key.</summary>
/// <param name="Key">The key, its scope included.</param>
/// <param name="Fingerprint">What the run is to do: a claim of the same key and another fingerprint is a mistake of the caller's.</param>
/// <param name="ExpiresAt">Until when the key stands for this run.</param>
public sealed record IdempotencyClaim(string Key, string Fingerprint, DateTimeOffset ExpiresAt);

/// <summary>What became of a run that was to be created.</summary>
/// <param name="Outcome">Whether it is there.</param>
/// <param name="RunId">The run: of <see cref="CreateOutcome.Existing"/> and <see cref="CreateOutcome.Conflict"/> the one that has the key.</param>
public readonly record struct CreateResult(CreateOutcome Outcome, string RunId);

/// <summary>Whether a run was created.</summary>
public enum CreateOutcome
{
    /// <summary>It is there, by this call or by an earlier one.</summary>
    Created,

    /// <summary>There is one of its key, which is to do the same: live, or completed. One that ended otherwise gives its key up.</summary>
    Existing,

    /// <summary>There is one of its key, which is to do something else. None of the call's runs was created.</summary>
    Conflict,
}
