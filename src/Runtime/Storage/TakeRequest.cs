namespace Runnel.Storage;

/// <summary>A worker's wish for work.</summary>
/// <param name="Worker">The worker's name.</param>
/// <param name="Token">A number that the worker has not used before: it fences the executions that come of this request.</param>
/// <param name="TaskIds">The tasks that the worker knows.</param>
/// <param name="Limit">How many runs at most.</param>
public sealed record TakeRequest(string Worker, long Token, IReadOnlyCollection<string> TaskIds, int Limit);

/// <summary>What a worker was given.</summary>
/// <param name="Runs">The runs; each is Executing now, and its token is the request's.</param>
/// <param name="NextDue">When the next delayed run of these tasks is ready, if there is one.</param>
public sealed record TakeResult(IReadOnlyList<TakenRun> Runs, DateTimeOffset? NextDue);

/// <summary>A run that a worker was given.</summary>
/// <param name="RunId">The run.</param>
/// <param name="TaskId">The task that it runs.</param>
/// <param name="Attempt">The number of this execution; 1 for the first.</param>
/// <param name="Head">The sequence of its last entry.</param>
/// <param name="Epoch">The log's epoch.</param>
public sealed record TakenRun(string RunId, string TaskId, int Attempt, long Head, long Epoch);
