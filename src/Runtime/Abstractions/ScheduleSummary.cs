using System.Text.Json;

namespace Runnel;

/// <summary>A schedule as it stands.</summary>
/// <param name="Id">Its durable name; its runs have the tag <c>schedule:</c> with it.</param>
/// <param name="TaskId">The task whose runs it creates.</param>
/// <param name="Cron">The cron expression.</param>
/// <param name="TimeZone">The time zone that the expression is meant in.</param>
/// <param name="Missed">What becomes of times that passed while no host ran.</param>
/// <param name="IsDeclared">Whether it is a <see cref="ScheduleAttribute"/>'s; else it was created through <see cref="IScheduleClient"/>.</param>
/// <param name="NextDueAt">The next time that is due, which may have passed where no host runs the task; <see langword="null"/> where none is left.</param>
/// <param name="LastDueAt">The last time that was served, by a run or by passing it over; <see langword="null"/> where none was yet.</param>
/// <param name="Payload">What its runs are given; <see langword="null"/> where that is <c>{}</c>, or the time itself.</param>
public sealed record ScheduleSummary(
    string Id,
    string TaskId,
    string Cron,
    string TimeZone,
    MissedRuns Missed,
    bool IsDeclared,
    DateTimeOffset? NextDueAt,
    DateTimeOffset? LastDueAt,
    JsonElement? Payload);
