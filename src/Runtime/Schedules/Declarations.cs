using Runnel.Storage;

namespace Runnel.Schedules;

/// <summary>
/// Keeps the store's schedules and those that this host's tasks declare in agreement, beside hosts of other versions that do the same. The store's
/// are changed when this host starts, and no more often, so that hosts which differ do not overwrite each other for ever.
/// </summary>
internal sealed class Declarations(ISchedules store, DeclaredSchedules declared, IReadOnlyCollection<string> taskIds, Complaints complaints)
{
    /// <summary>How long a schedule that was given up waits for a host that declares it.</summary>
    internal static readonly TimeSpan Objections = TimeSpan.FromHours(1);

    private bool isStarted;

    /// <summary>Puts what is missing, gives up what nobody here declares, and removes what was given up long ago.</summary>
    /// <param name="stored">The store's schedules that can be read, by their ids.</param>
    /// <param name="now">The clock.</param>
    /// <param name="cancellationToken">Gives up; the next call goes on.</param>
    /// <returns>The schedules that this host serves.</returns>
    public async ValueTask<IReadOnlyList<LiveSchedule>> AgreeAsync(
        IReadOnlyDictionary<string, LiveSchedule> stored, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var served = new List<LiveSchedule>();
        foreach (var own in declared.All)
        {
            var found = stored.GetValueOrDefault(own.Id);
            if (found is { Body.IsDeclared: false })
            {
                complaints.Add(own.Id, new ScheduleException(
                    own.Id, $"task '{own.TaskId}' declares it, and one of that id was created through IScheduleClient. Give one of them another id, or remove the latter."));
                continue;
            }

            var wanted = Wanted(own, found, now);
            if (wanted != found)
            {
                await store.PutScheduleAsync(wanted.ToStored(), cancellationToken).ConfigureAwait(false);
            }

            served.Add(wanted);
        }

        foreach (var other in stored.Values.Where(schedule => declared.Find(schedule.Id) is null && taskIds.Contains(schedule.TaskId)))
        {
            if (other.Body.IsDeclared)
            {
                await GiveUpAsync(other, now, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                served.Add(other);
            }
        }

        isStarted = true;
        return served;
    }

    // Once this host has said how its schedules are, another version may say otherwise; only that they are, it goes on to say.
    private LiveSchedule Wanted(DeclaredSchedule own, LiveSchedule? found, DateTimeOffset now)
    {
        var body = own.BodyFrom(now);
        if (found is null)
        {
            return new LiveSchedule(own.Id, own.TaskId, now, body);
        }

        if (isStarted)
        {
            return found with { Body = found.Body with { GivenUpAt = null } };
        }

        return found with { TaskId = own.TaskId, Body = found.Body.HasTimesOf(body) ? body with { Since = found.Body.Since } : body };
    }

    private async ValueTask GiveUpAsync(LiveSchedule other, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (other.Body.GivenUpAt is not { } givenUpAt)
        {
            if (!isStarted)
            {
                await store.PutScheduleAsync((other with { Body = other.Body with { GivenUpAt = now } }).ToStored(), cancellationToken).ConfigureAwait(false);
            }
        }
        else if (now - givenUpAt > Objections)
        {
            await store.RemoveScheduleAsync(other.Id, cancellationToken).ConfigureAwait(false);
        }
    }
}
