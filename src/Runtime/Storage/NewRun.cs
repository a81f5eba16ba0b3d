namespace Runnel.Storage;

/// <summary>A run to create. Creating it twice is the same as once: its id is the client's.</summary>
/// <param name="RunId">The run's id.</param>
/// <param name="TaskId">The task that it runs.</param>
/// <param name="CreatedAt">When it was triggered.</param>
/// <param name="Body">Its first entries.</param>
public sealed record NewRun(string RunId, string TaskId, DateTimeOffset CreatedAt, SegmentBody Body);
