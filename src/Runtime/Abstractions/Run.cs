using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

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

    /// <summary>What the run can be found and followed by.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The run whose task triggered this one; <see langword="null"/> for a root.</summary>
    public string? ParentId { get; init; }

    /// <summary>The run at the top of the tree; <see langword="null"/> for a root.</summary>
    public string? RootId { get; init; }

    /// <summary>How far below the root it stands; 0 for a root.</summary>
    public int Depth { get; init; }

    /// <summary>The batch that it was triggered with.</summary>
    public string? BatchId { get; init; }

    /// <summary>The key that it was triggered with.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>When the run was triggered.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the latest execution began.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When the run ended.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>While the run is <see cref="RunStatus.Delayed"/>: when the next attempt is due.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>A value of the metadata, typed.</summary>
    /// <typeparam name="T">What it is.</typeparam>
    /// <param name="key">The metadata's key.</param>
    /// <param name="type">Its JSON contract.</param>
    /// <returns>The value; the default where there is none of that key.</returns>
    /// <exception cref="JsonException">The value is no <typeparamref name="T"/>.</exception>
    public T? GetMetadata<T>(string key, JsonTypeInfo<T> type)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(type);
        return Metadata.TryGetProperty(key, out var value) ? value.Deserialize(type) : default;
    }
}
