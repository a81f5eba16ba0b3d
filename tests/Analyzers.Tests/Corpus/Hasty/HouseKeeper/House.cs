using System.ComponentModel;
using Microsoft.Extensions.AI;
using Runnel;
using Part = Hasty.House.KeepHouse.StreamPart;

namespace Hasty.House;

public interface IHome
{
    Task SetAsync(string room, double celsius, CancellationToken cancellationToken);

    Task<double> MeasureAsync(string room, CancellationToken cancellationToken);
}

[ToolTask("heat-room")] // review: nothing tells the model what this does, or in which unit
public sealed partial class HeatRoom(IHome home)
{
    public async Task<double> RunAsync([Description("The name of the room, as the user calls it.")] string room, [Description("Degrees.")] double to, CancellationToken cancellationToken)
    {
        await home.SetAsync(room, to, cancellationToken);
        return await home.MeasureAsync(room, cancellationToken);
    }
}

[Task("air-room")]
public sealed partial class AirRoom(IHome home)
{
    public async Task<double> RunAsync(string room, CancellationToken cancellationToken)
    {
        await home.SetAsync(room, 5, cancellationToken);
        await Task.Delay(TimeSpan.FromMinutes(10), cancellationToken);
        return await home.MeasureAsync(room, cancellationToken);
    }
}

[Tools(typeof(HeatRoom))]
public sealed partial class HouseTools(AirRoom.TaskClient air)
{
    [Tool(Description = "Opens the windows of a room for ten minutes, and tells how cold it is then, in °C.")]
    public async Task<double> AirAsync(string room, CancellationToken cancellationToken) =>
        (await air.TriggerAndWaitAsync(room, cancellationToken: cancellationToken)).Output; // review: 0 °C when the window was stuck
}

[Streams]
public sealed partial record HouseStreams(TaskStream<ITextStreamPart<HouseTools>> Butler, TaskStream<string> Rooms);

[Task("keep-house")]
public sealed partial class KeepHouse(IChatClient model, HouseTools tools)
{
    public async Task<string> RunAsync(string wish, HouseStreams streams, CancellationToken cancellationToken)
    {
        await streams.Rooms.WriteAsync("all", cancellationToken);
        var answer = model.StreamText(wish, tools, cancellationToken: cancellationToken);
        await streams.Butler.Pipe(answer.FullStream).Completion;
        return await answer.Text;
    }
}

public sealed class HousePanel(KeepHouse.TaskClient house, Action<string> show)
{
    public async Task WishAsync(string wish)
    {
        await foreach (var part in house.TriggerAndSubscribeAsync(wish))
        {
            switch (part) // review: Rooms is written, and shown nowhere
            {
                case Part.Butler(TextDelta { Text: var text }):
                    show(text);
                    break;
                case Part.Butler(HeatRoom.ToolCall { Arguments.Room: var room }): // review: a heating that failed is shown as one that goes on; so for the window
                    show($"[heating {room}]");
                    break;
                case Part.Butler(HeatRoom.ToolResult { Output: var celsius }):
                    show($"[{celsius} °C]");
                    break;
                case Part.Butler(HouseTools.AirToolCall { Arguments.Room: var room }):
                    show($"[airing {room}]");
                    break;
                case Part.Butler(HouseTools.AirToolResult):
                    show("[aired]");
                    break;
            }
        }
    }
}
