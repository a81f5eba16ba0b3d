using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Runnel.Definitions;
using Runnel.Execution;
using Runnel.Log;
using Runnel.Storage;

namespace Runnel.Schedules;

/// <summary>Makes the runs of schedules, and checks what they are given.</summary>
internal sealed class ScheduledRuns(RunLog log, TaskRegistry tasks, RunFactory factory)
{
    private const string TagPrefix = "schedule:";

    /// <summary>Checks what the runs of a schedule are to be given.</summary>
    /// <exception cref="PayloadException">It does not fit.</exception>
    public void Check(TaskContract contract, JsonElement? payload)
    {
        if (payload is not null && TakesTime(contract))
        {
            throw new PayloadException(contract.Id, "$", "it is the scheduled time, which the schedule gives itself. Pass none.");
        }

        factory.Validate(contract, PayloadOf(contract, payload, new ScheduledTime(DateTimeOffset.UnixEpoch, PreviousDueAt: null, "UTC", "check")), options: null);
    }

    /// <summary>The runs for due times, with ids in their order.</summary>
    /// <exception cref="PayloadException">The payload does not fit the task any more.</exception>
    public IReadOnlyList<NewRun> Create(LiveSchedule schedule, DueTimes due)
    {
        var now = log.Time.GetUtcNow();
        List<string> ids = [.. due.Runs.Select(_ => RunIds.Of(log.Scheduler.NewId(now))).Order(StringComparer.Ordinal)];
        return [.. due.Runs.Select((dueAt, index) => Create(schedule, dueAt, index > 0 ? due.Runs[index - 1] : schedule.LastDueAt, ids[index]))];
    }

    private NewRun Create(LiveSchedule schedule, DateTimeOffset dueAt, DateTimeOffset? previousDueAt, string runId)
    {
        var contract = tasks.Contract(schedule.TaskId);
        var payload = PayloadOf(contract, schedule.Body.Payload, new ScheduledTime(dueAt, previousDueAt, schedule.Body.TimeZone, schedule.Id));
        var options = new TriggerOptions { Tags = [TagPrefix + schedule.Id] };
        factory.Validate(contract, payload, options: null);
        return factory.Create(contract, payload, options, RunOrigin.Root) with { RunId = runId };
    }

    private static bool TakesTime(TaskContract contract) => contract.PayloadType == typeof(ScheduledTime);

    private byte[] PayloadOf(TaskContract contract, JsonElement? payload, ScheduledTime time) => payload switch
    {
        { } given => JsonSerializer.SerializeToUtf8Bytes(given, ScheduleJson.Default.JsonElement),
        _ when TakesTime(contract) => JsonSerializer.SerializeToUtf8Bytes(time, (JsonTypeInfo<ScheduledTime>)tasks.Json.GetTypeInfo(typeof(ScheduledTime))),
        _ => "{}"u8.ToArray(),
    };
}
