namespace Runnel.Storage;

/// <summary>What a store knows of a run without looking into its log.</summary>
/// <param name="RunId">The run.</param>
/// <param name="TaskId">The task that it runs.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Attempt">How many executions have begun.</param>
/// <param name="Head">The sequence of its last entry.</param>
/// <param name="Epoch">The log's epoch.</param>
/// <param name="Intent">How it is going to end, once that is decided.</param>
/// <param name="CreatedAt">When it was triggered.</param>
/// <param name="FinishedAt">When it ended.</param>
public sealed record RunHead(
    string RunId, string TaskId, RunStatus Status, int Attempt, long Head, long Epoch, RunIntent? Intent, DateTimeOffset CreatedAt,
    DateTimeOffset? FinishedAt);
