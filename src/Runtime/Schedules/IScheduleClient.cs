using System.Text.Json;

namespace Runnel;

/// <summary>
/// Schedules that are made while the program runs, beside those that tasks declare with <see cref="ScheduleAttribute"/>. Their due times are served
/// by hosts that run the task, each once over all of them; this host need not be one.
/// </summary>
public interface IScheduleClient
{
    /// <summary>
    /// Creates a schedule, or gives the one of its id another content. Created again as it is, it loses no time; with another expression or time zone
    /// it counts anew.
    /// </summary>
    /// <param name="id">Its durable name, 1 to 128 of <c>A-Z a-z 0-9 . _ -</c>.</param>
    /// <param name="taskId">The task, of which this host must have the implementation or a contract.</param>
    /// <param name="cron">The cron expression, as in <see cref="ScheduleAttribute"/>.</param>
    /// <param name="payload">
    /// What its runs are given, at most 3 MiB; <see langword="null"/> for <c>{}</c>, and for a task that takes a <see cref="ScheduledTime"/>, which
    /// each run is then given.
    /// </param>
    /// <param name="options">The time zone, and what becomes of missed times.</param>
    /// <param name="cancellationToken">Gives up waiting; the schedule may have been created.</param>
    /// <returns>The schedule as it stands.</returns>
    /// <exception cref="ArgumentException">The id is not valid.</exception>
    /// <exception cref="TaskNotFoundException">This host does not know the task.</exception>
    /// <exception cref="ScheduleException">The expression or the time zone is none, no time is left, or a task declares a schedule of that id.</exception>
    /// <exception cref="PayloadException">The payload does not fit the task.</exception>
    Task<ScheduleSummary> CreateAsync(
        string id, string taskId, string cron, JsonElement? payload = null, ScheduleOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Creates a schedule of a task that takes a payload, or gives the one of its id another content.</summary>
    /// <param name="id">Its durable name, 1 to 128 of <c>A-Z a-z 0-9 . _ -</c>.</param>
    /// <param name="task">The task's client.</param>
    /// <param name="cron">The cron expression, as in <see cref="ScheduleAttribute"/>.</param>
    /// <param name="payload">What its runs are given, at most 3 MiB of JSON.</param>
    /// <param name="options">The time zone, and what becomes of missed times.</param>
    /// <param name="cancellationToken">Gives up waiting; the schedule may have been created.</param>
    /// <inheritdoc cref="CreateAsync(string, string, string, JsonElement?, ScheduleOptions?, CancellationToken)"/>
    Task<ScheduleSummary> CreateAsync<TPayload, TOutput, TPart>(
        string id,
        TaskClient<TPayload, TOutput, TPart> task,
        string cron,
        TPayload payload,
        ScheduleOptions? options = null,
        CancellationToken cancellationToken = default)
        where TPayload : notnull
        where TPart : class;

    /// <summary>Creates a schedule of a task that takes the <see cref="ScheduledTime"/>, or gives the one of its id another content.</summary>
    /// <inheritdoc cref="CreateAsync{TPayload, TOutput, TPart}"/>
    Task<ScheduleSummary> CreateAsync<TOutput, TPart>(
        string id, TaskClient<ScheduledTime, TOutput, TPart> task, string cron, ScheduleOptions? options = null, CancellationToken cancellationToken = default)
        where TPart : class;

    /// <summary>Creates a schedule of a task that takes no payload, or gives the one of its id another content.</summary>
    /// <inheritdoc cref="CreateAsync{TPayload, TOutput, TPart}"/>
    Task<ScheduleSummary> CreateAsync<TOutput, TPart>(
        string id, TaskClient<TOutput, TPart> task, string cron, ScheduleOptions? options = null, CancellationToken cancellationToken = default)
        where TPart : class;

    /// <summary>Lists the schedules, declared ones among them, in the order of their ids; not those that no host declares any more.</summary>
    Task<IReadOnlyList<ScheduleSummary>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>The next times that are due, from now on; fewer where no more are left.</summary>
    /// <param name="id">The schedule.</param>
    /// <param name="count">How many, from 1 to 1,000.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ScheduleException">There is no schedule of this id.</exception>
    Task<IReadOnlyList<DateTimeOffset>> NextAsync(string id, int count = 1, CancellationToken cancellationToken = default);

    /// <summary>
    /// Removes a schedule; the runs that it has created go on. A host that declares it with <see cref="ScheduleAttribute"/> adds it again within a minute, and
    /// it counts anew: there it is the attribute that is to be removed.
    /// </summary>
    /// <returns>Whether there was one.</returns>
    Task<bool> RemoveAsync(string id, CancellationToken cancellationToken = default);
}
