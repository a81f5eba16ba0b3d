using Runnel.Clients;
using Runnel.Definitions;

namespace Runnel.Tests.Schedules;

/// <summary>A task of any payload, with schedules; it does nothing.</summary>
internal sealed class ScheduledTask<TPayload>
    where TPayload : notnull
{
    private readonly TaskContract<TPayload, NoOutput, object> contract;

    public ScheduledTask(string id, params ScheduleDefinition[] schedules)
    {
        contract = new(id, new SilentCodec<TPayload, NoOutput>());
        Module = new TaskModule(id, module => module.AddTask(
            new TaskDefinition<ScheduledTask<TPayload>, TPayload, NoOutput, object>(contract, _ => this, static (_, _, _, _) => default) { Schedules = schedules },
            connection => new ScheduledTaskClient<TPayload>(connection, contract)));
    }

    public TaskModule Module { get; }
}

internal sealed class ScheduledTaskClient<TPayload>(RunConnection connection, TaskContract<TPayload, NoOutput, object> contract)
    : TaskClient<TPayload, NoOutput, object>(connection, contract)
    where TPayload : notnull;
