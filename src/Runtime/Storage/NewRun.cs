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
}
