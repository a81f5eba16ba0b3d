namespace Runnel;

/// <summary>Which runs to list, newest first.</summary>
public sealed record RunQuery
{
    /// <summary>Only runs of this task.</summary>
    public string? TaskId { get; init; }

    /// <summary>Only runs that stand here.</summary>
    public RunStatus? Status { get; init; }

    /// <summary>Only runs with this tag.</summary>
    public string? Tag { get; init; }

    /// <summary>Only runs of this batch.</summary>
    public string? BatchId { get; init; }

    /// <summary>Only runs that this run's task triggered.</summary>
    public string? ParentId { get; init; }

    /// <summary>Only runs older than this one: the last id of the page before.</summary>
    public string? Before { get; init; }

    /// <summary>How many at most, 1 to 1,000. Default 100.</summary>
    public int Limit { get; init; } = 100;
}
