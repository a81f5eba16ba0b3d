using Runnel.Storage;

namespace Runnel.Schedules;

/// <summary>A stored schedule that was read.</summary>
/// <param name="Id">Its id.</param>
/// <param name="TaskId">The task whose runs it creates.</param>
/// <param name="ServedUpTo">The last time that was served, or when it was added.</param>
/// <param name="Body">What it says.</param>
internal sealed record LiveSchedule(string Id, string TaskId, DateTimeOffset ServedUpTo, ScheduleBody Body)
{
    /// <summary>The last time that was served since its times count; what was served before a change says nothing of them.</summary>
    public DateTimeOffset? LastDueAt => ServedUpTo > Body.Since ? ServedUpTo : null;

    /// <summary>After when its next time is.</summary>
    public DateTimeOffset CountsFrom => LastDueAt ?? Body.Since;

    /// <exception cref="ScheduleException">It cannot be read.</exception>
    public static LiveSchedule Read(StoredSchedule stored) => new(stored.Id, stored.TaskId, stored.ServedUpTo, ScheduleBody.Read(stored.Id, stored.Body.Span));

    public StoredSchedule ToStored() => new(Id, TaskId, ServedUpTo, Body.Encode());

    /// <exception cref="ScheduleException">The expression or the time zone is none.</exception>
    public Recurrence Recurrence() => Schedules.Recurrence.Read(Id, Body.Cron, Body.TimeZone);
}
