namespace Runnel;

/// <summary>How the times of a schedule are meant.</summary>
public sealed record ScheduleOptions
{
    /// <summary>The time zone that the expression is meant in: an IANA or Windows id. Default <c>UTC</c>.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>What becomes of times that passed while no host ran. Default <see cref="MissedRuns.RunOnce"/>.</summary>
    public MissedRuns Missed { get; init; } = MissedRuns.RunOnce;
}
