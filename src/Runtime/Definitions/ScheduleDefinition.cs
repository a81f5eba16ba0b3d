namespace Runnel.Definitions;

/// <summary>A schedule that a task declares. Filled in by generated code.</summary>
/// <param name="cron">The cron expression.</param>
public sealed class ScheduleDefinition(string cron)
{
    /// <summary>The cron expression.</summary>
    public string Cron { get; } = cron;

    /// <summary>The time zone that the expression is meant in.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>What becomes of times that passed while no host ran.</summary>
    public MissedRuns Missed { get; init; } = MissedRuns.RunOnce;

    /// <summary>Its durable name; <see langword="null"/> for one made of the task's id, the expression and the time zone.</summary>
    public string? Id { get; init; }
}
