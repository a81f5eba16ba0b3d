using System.Text.Json;

namespace Runnel;

/// <summary>One run of an untyped batch.</summary>
/// <param name="TaskId">The task's id.</param>
/// <param name="Payload">The payload; <c>{}</c> for a task without one.</param>
/// <param name="Options">How the run is triggered.</param>
public sealed record RunRequest(string TaskId, JsonElement Payload, TriggerOptions? Options = null);

/// <summary>Runs that were triggered together.</summary>
/// <param name="Id">The batch's id.</param>
/// <param name="RunIds">The runs, in the order of the requests.</param>
public sealed record RunBatch(string Id, IReadOnlyList<string> RunIds);
