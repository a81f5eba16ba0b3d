using Runnel.Crash.Tasks;

namespace Runnel.Crash.Trigger;

/// <summary>The generated clients of all tasks.</summary>
internal sealed class TaskClients(
    Writing.TaskClient writing, Piping.TaskClient piping, Reading.TaskClient reading, Failing.TaskClient failing, Large.TaskClient large, IRunnelClient any)
{
    /// <returns>The run's id.</returns>
    public async Task<string> TriggerAsync(Assignment assignment) => assignment.Kind switch
    {
        AssignmentKind.Writing => (await writing.TriggerAsync(assignment)).Id,
        AssignmentKind.Piping => (await piping.TriggerAsync(assignment)).Id,
        AssignmentKind.Reading => (await reading.TriggerAsync(assignment)).Id,
        AssignmentKind.Failing => (await failing.TriggerAsync(assignment)).Id,
        AssignmentKind.Large => (await large.TriggerAsync(assignment)).Id,
        _ => throw new NotSupportedException($"{assignment.Kind} has no task; add it to {nameof(TaskClients)}."),
    };

    public Task CancelAsync(string runId) => any.CancelAsync(runId);
}
