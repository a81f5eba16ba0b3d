using System.Text.Json;

namespace Runnel;

/// <summary>One run of an untyped batch.</summary>
/// <param name="TaskId">The task's id.</param>
/// <param name="Payload">The payload; <c>{}</c> for a task without one.</param>
/// <param name="Options">How the run is triggered.</param>
public sealed record RunRequest(string TaskId, JsonElement Payload, TriggerOptions? Options = null);
