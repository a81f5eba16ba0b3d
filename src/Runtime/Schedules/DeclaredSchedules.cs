using System.Security.Cryptography;
using System.Text;
using Runnel.Definitions;
using Runnel.Execution;
using Runnel.Streams;

namespace Runnel.Schedules;

/// <summary>A schedule that a task of this host declares.</summary>
internal sealed record DeclaredSchedule(string Id, string TaskId, ScheduleDefinition Definition)
{
    public ScheduleBody BodyFrom(DateTimeOffset now) => new(Definition.Cron, Definition.TimeZone, Definition.Missed, now, IsDeclared: true);
}

/// <summary>The schedules that the tasks of this host declare.</summary>
internal sealed class DeclaredSchedules
{
    private const int HashBytes = 6;

    private readonly Dictionary<string, DeclaredSchedule> schedules = new(StringComparer.Ordinal);

    /// <exception cref="ScheduleException">One of them has no time, or its id is another one's.</exception>
    public DeclaredSchedules(TaskRegistry tasks, DateTimeOffset now)
    {
        foreach (var task in tasks.ExecutableIds.Select(tasks.Definition))
        {
            foreach (var definition in task.Schedules)
            {
                Add(new DeclaredSchedule(definition.Id ?? IdOf(task.Contract.Id, definition), task.Contract.Id, definition), now);
            }
        }
    }

    public IReadOnlyCollection<DeclaredSchedule> All => schedules.Values;

    public DeclaredSchedule? Find(string id) => schedules.GetValueOrDefault(id);

    // The same in every process and version; another one where the task, the expression or the time zone is another.
    private static string IdOf(string taskId, ScheduleDefinition definition)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{taskId}\n{definition.Cron}\n{definition.TimeZone}"));
        return $"{taskId}.{Convert.ToHexStringLower(hash.AsSpan(0, HashBytes))}";
    }

    private void Add(DeclaredSchedule schedule, DateTimeOffset now)
    {
        var (id, taskId, definition) = schedule;
        if (definition.Id is not null && !StreamKeys.IsValid(id))
        {
            throw new ScheduleException(id, $"its id, declared on task '{taskId}', is not 1 to 128 of A-Z a-z 0-9 . _ -.");
        }

        if (!schedules.TryAdd(id, schedule))
        {
            throw new ScheduleException(id, $"tasks '{schedules[id].TaskId}' and '{taskId}' declare it. Give one of them another Id.");
        }

        _ = Recurrence.Read(id, definition.Cron, definition.TimeZone).Next(now)
            ?? throw new ScheduleException(id, $"no time is left that '{definition.Cron}', declared on task '{taskId}', names. Remove it, or change it.");
    }
}
