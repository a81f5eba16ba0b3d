using System.Text.Json.Nodes;

namespace Runnel;

/// <summary>How a run is triggered.</summary>
public sealed record TriggerOptions
{
    /// <summary>How many attempts may fail, in place of what the task says. At least 1.</summary>
    public int? MaxAttempts { get; init; }

    /// <summary>What the run's metadata holds at first.</summary>
    public JsonObject? Metadata { get; init; }
}
