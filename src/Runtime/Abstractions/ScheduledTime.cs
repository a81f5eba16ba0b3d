namespace Runnel;

/// <summary>
/// The time for which a schedule created a run. A task that takes it as its only payload is given it by <see cref="ScheduleAttribute"/> and
/// <see cref="IScheduleClient"/>; whoever triggers such a task by hand makes one.
/// </summary>
/// <param name="DueAt">When the run was due, with the time zone's offset of that moment; it may be begun later.</param>
/// <param name="PreviousDueAt">
/// The due time up to which the schedule had been served before, by a run or by passing it over; <see langword="null"/> for the first one since the
/// schedule was added or its times were changed.
/// </param>
/// <param name="TimeZone">The id of the time zone, as the schedule names it.</param>
/// <param name="ScheduleId">The schedule.</param>
public sealed record ScheduledTime(DateTimeOffset DueAt, DateTimeOffset? PreviousDueAt, string TimeZone, string ScheduleId);
