using Runnel.Crash.Tasks;

namespace Runnel.Crash.Trigger;

/// <summary>The generated clients of all tasks.</summary>
internal sealed class TaskClients(
    Writing.TaskClient writing,
    Piping.TaskClient piping,
    Reading.TaskClient reading,
    Failing.TaskClient failing,
    Large.TaskClient large,
    Gathering.TaskClient gathering,
    Batching.TaskClient batching,
    Stepping.TaskClient stepping,
    Portioning.TaskClient portioning,
    Ticking.TaskClient ticking,
    IScheduleClient schedules,
    IRunnelClient any)
{
    /// <returns>The run's id.</returns>
    public async Task<string> TriggerAsync(Assignment assignment) => assignment.Kind switch
    {
        AssignmentKind.Writing => (await writing.TriggerAsync(assignment)).Id,
        AssignmentKind.Piping => (await piping.TriggerAsync(assignment)).Id,
        AssignmentKind.Reading => (await reading.TriggerAsync(assignment)).Id,
        AssignmentKind.Failing => (await failing.TriggerAsync(assignment)).Id,
        AssignmentKind.Large => (await large.TriggerAsync(assignment)).Id,
        AssignmentKind.Gathering => (await gathering.TriggerAsync(assignment)).Id,
        AssignmentKind.Batching => (await batching.TriggerAsync(assignment)).Id,
        AssignmentKind.Stepping => (await stepping.TriggerAsync(assignment)).Id,
        _ => throw new NotSupportedException($"{assignment.Kind} has no task; add it to {nameof(TaskClients)}."),
    };

    /// <summary>Triggers an assignment's portions as a batch that nobody waits for.</summary>
    /// <returns>The batch's id.</returns>
    public async Task<string> ScatterAsync(Assignment assignment) =>
        (await portioning.BatchTriggerAsync(Portion.Of(assignment).Select(portion => portion.ToItem()))).Id;

    /// <summary>Creates the schedule that no task declares; again, where it is there.</summary>
    public Task ScheduleAsync() =>
        schedules.CreateAsync(Ticking.Created, ticking, Ticking.CreatedCron, new ScheduleOptions { Missed = MissedRuns.RunAll });

    public Task CancelAsync(string runId) => any.CancelAsync(runId);
}
