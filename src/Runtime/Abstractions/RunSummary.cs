namespace Runnel;

/// <summary>A run in a list: what is known without reading its log.</summary>
/// <param name="Id">The run's id.</param>
/// <param name="TaskId">The id of the task that it runs.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Attempt">How many executions have begun.</param>
/// <param name="CreatedAt">When it was triggered.</param>
/// <param name="FinishedAt">When it ended, if it has.</param>
public sealed record RunSummary(
    string Id, string TaskId, RunStatus Status, int Attempt, DateTimeOffset CreatedAt, DateTimeOffset? FinishedAt);
