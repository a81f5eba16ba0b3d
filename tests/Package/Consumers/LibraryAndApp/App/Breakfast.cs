using Kitchen;
using Runnel;

namespace App;

[Streams]
public sealed partial record BreakfastStreams(TaskStream<OvenReading> Readings, TaskStream<string> Notes);

/// <summary>A task of the app that follows a task of the library, and passes on what it streams.</summary>
[Task("breakfast")]
public sealed partial class Breakfast(Bake.TaskClient bake)
{
    public async Task RunAsync(Order order, BreakfastStreams streams, CancellationToken cancellationToken)
    {
        await foreach (var part in bake.TriggerAndSubscribeAsync(order, cancellationToken: cancellationToken))
        {
            switch (part)
            {
                case Bake.StreamPart.Oven(var reading):
                    await streams.Readings.WriteAsync(reading, cancellationToken);
                    break;
                case Bake.StreamPart.Smell(var smell):
                    await streams.Notes.WriteAsync($"smells of {smell}", cancellationToken);
                    break;
                case Bake.StreamPart.Run({ Status: RunStatus.Completed, Output: var output }):
                    await streams.Notes.WriteAsync($"served: {output}", cancellationToken);
                    break;
            }
        }
    }
}

/// <summary>The same task as another process would declare it: its surface alone.</summary>
[TaskClient<Order, NoOutput, BreakfastStreams>("breakfast")]
public sealed partial class BreakfastApi;
