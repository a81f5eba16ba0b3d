using Runnel.Diagnostics;
using Runnel.Storage;

namespace Runnel.Schedules;

/// <summary>Serves the due times of one schedule after the other.</summary>
internal sealed class ScheduleServer(ISchedules store, ScheduledRuns runs)
{
    /// <summary>Somebody else was first: the list is read anew, in a while, so that a store which always says so is not asked without end.</summary>
    private static readonly TimeSpan AfterRefusal = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Serves what is due. The store compares what it is told was served with what is: of several hosts one creates the runs, and a call whose answer was
    /// lost, or that arrives late, creates none if they are there already.
    /// </summary>
    /// <returns>When to look at it again; nothing where no time is left.</returns>
    public async ValueTask<DateTimeOffset?> ServeAsync(
        LiveSchedule schedule, DateTimeOffset now, DateTimeOffset attendedSince, CancellationToken cancellationToken)
    {
        var recurrence = schedule.Recurrence();
        while (DueTimes.Find(recurrence, schedule.CountsFrom, now, attendedSince, schedule.Body.Missed) is { } due)
        {
            var created = runs.Create(schedule, due);
            if (!await store.ServeScheduleAsync(schedule.Id, schedule.ServedUpTo, due.UpTo.ToUniversalTime(), created, cancellationToken).ConfigureAwait(false))
            {
                return now + AfterRefusal;
            }

            RunnelDiagnostics.RunsTriggered.Add(created.Count, new KeyValuePair<string, object?>("task", schedule.TaskId));
            schedule = schedule with { ServedUpTo = due.UpTo.ToUniversalTime() };
        }

        return recurrence.Next(schedule.CountsFrom);
    }
}
