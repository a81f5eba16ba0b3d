using System.Text.Json;

namespace Runnel;

/// <summary>A run as it stood at one entry of its log.</summary>
/// <typeparam name="TPayload">The task's payload.</typeparam>
/// <typeparam name="TOutput">The task's output.</typeparam>
public sealed record Run<TPayload, TOutput>
{
    /// <summary>The run's id: time-ordered, made by the client that triggered it.</summary>
    public required string Id { get; init; }

    /// <summary>The id of the task that it runs.</summary>
    public required string TaskId { get; init; }

    /// <summary>Where the run stands.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>How many executions have begun; 0 before the first. May exceed the number of attempts that may fail.</summary>
    public required int Attempt { get; init; }

    /// <summary>How many attempts have failed: what the number of attempts limits. A host's stop and a process's death are none.</summary>
    public int FailedAttempts { get; init; }

    /// <summary>What the run was triggered with.</summary>
    public required TPayload Payload { get; init; }

    /// <summary>Whether the task has returned, so that <see cref="Output"/> is its output; true before the streams are drained.</summary>
    public bool HasOutput { get; init; }

    /// <summary>What the task returned; meaningful only where <see cref="HasOutput"/> says so.</summary>
    public TOutput? Output { get; init; }

    /// <summary>Why the run, or its latest attempt, failed.</summary>
    public TaskError? Error { get; init; }

    /// <summary>The run's metadata: an object, empty until something is set.</summary>
    public required JsonElement Metadata { get; init; }

    /// <summary>What went wrong without ending the run, such as a stream that was cut off when the time for draining was over.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>When the run was triggered.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the latest execution began.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When the run ended.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>While the run is <see cref="RunStatus.Delayed"/>: when the next attempt is due.</summary>
    public DateTimeOffset? DueAt { get; init; }
}
