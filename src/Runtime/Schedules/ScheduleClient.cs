using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Runnel.Definitions;
using Runnel.Execution;
using Runnel.Log;
using Runnel.Streams;

namespace Runnel.Schedules;

/// <summary>Schedules over the store itself.</summary>
internal sealed class ScheduleClient(RunLog log, TaskRegistry tasks, RunFactory factory) : IScheduleClient
{
    private readonly ScheduledRuns runs = new(log, tasks, factory);

    public Task<ScheduleSummary> CreateAsync(
        string id, string taskId, string cron, JsonElement? payload, ScheduleOptions? options, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(taskId);
        return CreateAsync(id, tasks.Contract(taskId), cron, payload, options, cancellationToken);
    }

    public Task<ScheduleSummary> CreateAsync<TPayload, TOutput, TPart>(
        string id, TaskClient<TPayload, TOutput, TPart> task, string cron, TPayload payload, ScheduleOptions? options, CancellationToken cancellationToken)
        where TPayload : notnull
        where TPart : class
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(payload);
        return CreateAsync(id, task.Contract, cron, Encode(task.Contract, payload), options, cancellationToken);
    }

    public Task<ScheduleSummary> CreateAsync<TOutput, TPart>(
        string id, TaskClient<ScheduledTime, TOutput, TPart> task, string cron, ScheduleOptions? options, CancellationToken cancellationToken)
        where TPart : class
    {
        ArgumentNullException.ThrowIfNull(task);
        return CreateAsync(id, task.Contract, cron, payload: null, options, cancellationToken);
    }

    public Task<ScheduleSummary> CreateAsync<TOutput, TPart>(
        string id, TaskClient<TOutput, TPart> task, string cron, ScheduleOptions? options, CancellationToken cancellationToken)
        where TPart : class
    {
        ArgumentNullException.ThrowIfNull(task);
        return CreateAsync(id, task.Contract, cron, payload: null, options, cancellationToken);
    }

    public async Task<IReadOnlyList<ScheduleSummary>> ListAsync(CancellationToken cancellationToken)
    {
        var stored = await log.Store.ListSchedulesAsync(cancellationToken).ConfigureAwait(false);
        return [.. stored.Select(LiveSchedule.Read).Where(schedule => schedule.Body.GivenUpAt is null).Select(SummaryOf)];
    }

    public async Task<IReadOnlyList<DateTimeOffset>> NextAsync(string id, int count, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, 1000);
        var schedule = await FindAsync(id, cancellationToken).ConfigureAwait(false)
            ?? throw new ScheduleException(id, "there is none of this id. Create it, or look in ListAsync for those that there are.");
        var (recurrence, now) = (schedule.Recurrence(), log.Time.GetUtcNow());
        var times = new List<DateTimeOffset>(count);
        for (var next = recurrence.Next(schedule.CountsFrom > now ? schedule.CountsFrom : now); next is { } time && times.Count < count; next = recurrence.Next(time))
        {
            times.Add(time);
        }

        return times;
    }

    public async Task<bool> RemoveAsync(string id, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return await log.Store.RemoveScheduleAsync(id, cancellationToken).ConfigureAwait(false);
    }

    private async Task<ScheduleSummary> CreateAsync(
        string id, TaskContract contract, string cron, JsonElement? payload, ScheduleOptions? options, CancellationToken cancellationToken)
    {
        options ??= new ScheduleOptions();
        Check(id, cron, options);
        var now = log.Time.GetUtcNow();
        _ = Recurrence.Read(id, cron, options.TimeZone).Next(now)
            ?? throw new ScheduleException(id, $"no time is left that '{cron}' names: it would never be due. Change the expression.");
        runs.Check(contract, payload);

        var existing = await FindAsync(id, cancellationToken).ConfigureAwait(false);
        if (existing is { Body: { IsDeclared: true, GivenUpAt: null } })
        {
            throw new ScheduleException(id, $"task '{existing.TaskId}' declares one of this id with [Schedule]. Give this one another id, or remove the attribute.");
        }

        // Where its times stay as they are, those that are due and not yet served are not lost.
        var body = new ScheduleBody(cron, options.TimeZone, options.Missed, now, IsDeclared: false, payload);
        body = existing is { Body: var known } && known.HasTimesOf(body) ? body with { Since = known.Since } : body;
        var schedule = new LiveSchedule(id, contract.Id, existing?.ServedUpTo ?? now, body);
        await log.Store.PutScheduleAsync(schedule.ToStored(), cancellationToken).ConfigureAwait(false);
        return SummaryOf(schedule);
    }

    private static void Check(string id, string cron, ScheduleOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        if (!StreamKeys.IsValid(id))
        {
            throw new ArgumentException($"'{id}' is no id of a schedule: use 1 to 128 of A-Z a-z 0-9 . _ -", nameof(id));
        }

        ArgumentNullException.ThrowIfNull(cron);
        if (!Enum.IsDefined(options.Missed))
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.Missed, "ScheduleOptions.Missed must be one of MissedRuns' values.");
        }
    }

    private async ValueTask<LiveSchedule?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var stored = await log.Store.ListSchedulesAsync(cancellationToken).ConfigureAwait(false);
        return stored.FirstOrDefault(schedule => schedule.Id == id) is { } found ? LiveSchedule.Read(found) : null;
    }

    private JsonElement Encode<TPayload>(TaskContract contract, TPayload payload)
    {
        try
        {
            return JsonSerializer.SerializeToElement(payload, (JsonTypeInfo<TPayload>)tasks.Json.GetTypeInfo(typeof(TPayload)));
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            throw new PayloadException(contract.Id, (exception as JsonException)?.Path ?? "$", exception.Message, exception);
        }
    }

    private static ScheduleSummary SummaryOf(LiveSchedule schedule)
    {
        var (id, taskId, _, body) = schedule;
        return new ScheduleSummary(
            id, taskId, body.Cron, body.TimeZone, body.Missed, body.IsDeclared, NextDueAt(schedule), schedule.LastDueAt, body.Payload);
    }

    // Another machine may know the time zone; a list shows the schedule all the same.
    private static DateTimeOffset? NextDueAt(LiveSchedule schedule)
    {
        try
        {
            return schedule.Recurrence().Next(schedule.CountsFrom);
        }
        catch (ScheduleException)
        {
            return null;
        }
    }
}
