namespace Runnel.Storage;

/// <summary>Schedules, and which of their times have been served. What a schedule says is the engine's affair; a store keeps it as bytes.</summary>
public interface ISchedules
{
    /// <summary>Adds a schedule, or gives the one of its id another body. What was served stays served.</summary>
    ValueTask PutScheduleAsync(StoredSchedule schedule, CancellationToken cancellationToken);

    /// <summary>The schedules, in the order of their ids.</summary>
    ValueTask<IReadOnlyList<StoredSchedule>> ListSchedulesAsync(CancellationToken cancellationToken);

    /// <summary>Removes a schedule.</summary>
    /// <returns>Whether there was one.</returns>
    ValueTask<bool> RemoveScheduleAsync(string id, CancellationToken cancellationToken);

    /// <summary>
    /// Serves times of a schedule: creates their runs and notes the last of them, in one commit, if nobody has served any since. So of several
    /// processes one creates the run of a due time.
    /// </summary>
    /// <param name="id">The schedule.</param>
    /// <param name="servedUpTo">What its caller has read: the last time that was served.</param>
    /// <param name="upTo">The last time that is served now.</param>
    /// <param name="runs">The runs; none where times are passed over.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>Whether they were created; <see langword="false"/> where somebody else was first, or the schedule is gone.</returns>
    ValueTask<bool> ServeScheduleAsync(
        string id, DateTimeOffset servedUpTo, DateTimeOffset upTo, IReadOnlyList<NewRun> runs, CancellationToken cancellationToken);
}

/// <summary>A schedule as a store has it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="TaskId">The task whose runs it creates.</param>
/// <param name="ServedUpTo">The last time that was served; when it is added, the time from which on it counts.</param>
/// <param name="Body">What it says, as the engine encodes it.</param>
public sealed record StoredSchedule(string Id, string TaskId, DateTimeOffset ServedUpTo, ReadOnlyMemory<byte> Body);
