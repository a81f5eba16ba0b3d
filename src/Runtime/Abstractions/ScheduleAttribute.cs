namespace Runnel;

/// <summary>
/// Runs a <see cref="TaskAttribute">task</see> at the times of a cron expression, each time once over all hosts that share a store. The task takes no
/// payload, or one of which everything has a default, or a <see cref="ScheduledTime"/>. A class may have several.
/// </summary>
/// <remarks>
/// <para>
/// A host that runs the task adds its schedules to the store when it starts; from then on they count. One that is changed keeps its id where
/// <see cref="Id"/> says it, and counts anew; otherwise it is another schedule. Times are served by hosts that declare the schedule and by no others.
/// </para>
/// <para>
/// A schedule that a host finds in the store and does not declare itself is marked as given up when that host starts, and removed an hour later unless
/// a host that does declare it has objected. So while a new version takes the place of an old one both serve what they declare, neither takes
/// anything from the other, and what only the old one had is gone with its last host. Where both declare one <see cref="Id"/> with different
/// times, those of the host that started last hold.
/// </para>
/// </remarks>
/// <param name="cron">
/// Five fields: minute, hour, day of the month, month, day of the week; or six, with the second before them; or <c>@hourly</c>, <c>@daily</c>,
/// <c>@weekly</c>, <c>@monthly</c>, <c>@yearly</c>. Lists, ranges, steps and names as usual; <c>L</c>, <c>W</c> and <c>#</c> for days.
/// </param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ScheduleAttribute(string cron) : Attribute
{
    /// <summary>The cron expression.</summary>
    public string Cron { get; } = cron;

    /// <summary>
    /// The time zone that the expression is meant in: an IANA id such as <c>Europe/Berlin</c>, or a Windows one. Default <c>UTC</c>. A time that a clock
    /// skips in spring is due at the moment it skips to; one that it shows twice in autumn is due once, at the first, unless the expression repeats
    /// within the hour.
    /// </summary>
    public string TimeZone { get; set; } = "UTC";

    /// <summary>What becomes of times that passed while no host ran. Default <see cref="MissedRuns.RunOnce"/>.</summary>
    public MissedRuns Missed { get; set; } = MissedRuns.RunOnce;

    /// <summary>
    /// The schedule's durable name, 1 to 128 of <c>A-Z a-z 0-9 . _ -</c>, one of a kind in the store; its runs have the tag <c>schedule:</c> with it.
    /// Default one made of the task's id, the expression and the time zone.
    /// </summary>
    public string? Id { get; set; }
}
