using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Runnel;
using Part = Hasty.Fleet.AskDispatcher.StreamPart;

namespace Hasty.Fleet;

public sealed record Truck(string Plate, Position At);

public sealed record Position(double Latitude, double Longitude);

public sealed record Question(string Text);

public sealed record Plan(string Text, List<Truck> Trucks);

public interface IFleet
{
    Task<List<Truck>> TrucksAsync(string town, CancellationToken cancellationToken);
}

[ToolTask("find-trucks", Name = "findTrucks")] // review: the model is told nothing but the name
public sealed partial class FindTrucks(IFleet fleet)
{
    public Task<List<Truck>> RunAsync(string town, CancellationToken cancellationToken) => fleet.TrucksAsync(town, cancellationToken); // review: a List<Truck> has no contract in a trimmed app; the context knows Truck alone
}

[Tools(typeof(FindTrucks))]
public sealed partial class FleetTools
{
    [Tool("distance", Description = "The distance of two positions in km")]
    public double Distance(Position from, Position to) => Math.Abs(from.Latitude - to.Latitude) * 111;

    [Tool("now")] // review: no description here either
    public DateTimeOffset Now() => DateTimeOffset.UtcNow;
}

[Streams]
public sealed partial record DispatchStreams(TaskStream<ITextStreamPart<FleetTools>> Dispatcher, TaskStream<Truck> Chosen, TaskStream<string> Notes); // review: nobody writes Notes

[Task("ask-dispatcher")]
public sealed partial class AskDispatcher(IChatClient model, FleetTools tools)
{
    public async Task<Plan> RunAsync(Question question, DispatchStreams streams, CancellationToken cancellationToken) // review: nor is Plan in a context
    {
        var result = model.StreamText(question.Text, tools, new() { MaxSteps = 5 }, cancellationToken);
        var trucks = new List<Truck>();
        await foreach (var part in streams.Dispatcher.Pipe(result.FullStream).WithCancellation(cancellationToken))
        {
            switch (part) // review: no arm for a failed look-up: the plan is made without trucks, and nobody knows why
            {
                case FindTrucks.ToolCall:
                    trucks.Clear();
                    break;
                case FindTrucks.ToolResult { Output: [var first, ..] }:
                    trucks.Add(first);
                    await streams.Chosen.WriteAsync(first, cancellationToken);
                    break;
            }
        }

        return new Plan(await result.Text, trucks);
    }
}

[JsonSerializable(typeof(Truck))]
[JsonSerializable(typeof(Question))]
internal sealed partial class FleetJson : JsonSerializerContext;

public static class Program
{
    public static void Main(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Services.AddRunnel(runnel => runnel.AddJson(FleetJson.Default).AddJson(SpeedJson.Default).AddTasks());
        var app = builder.Build();
        var api = app.MapGroup("/dispatch");
        api.MapPost("/", async (Question question, AskDispatcher.TaskClient dispatcher) => // review: ASP.NET's generator cannot infer this; declare Task<string>
        {
            var run = await dispatcher.TriggerAsync(question);
            return run.Id;
        });
        api.MapGet("/{id}", async (string id, AskDispatcher.TaskClient dispatcher) => TypedResults.Ok((await dispatcher.GetAsync(id))?.Status)); // review: nor this
        api.MapGet("/{id}/text", async Task<IResult> (string id, AskDispatcher.TaskClient dispatcher) =>
        {
            var text = "";
            await foreach (var part in dispatcher.SubscribeAsync(id))
            {
                text += part switch
                {
                    Part.Dispatcher(TextDelta(var delta)) => delta,
                    Part.Dispatcher(FindTrucks.ToolCall { Arguments.Town: var town }) => $"[{town}?]",
                    Part.Dispatcher(IToolResult or IToolError) => "[!]",
                    Part.Dispatcher => "",
                    Part.Chosen(var truck) => truck.Plate,
                    Part.Notes(var note) => note,
                    _ => "",
                };
            }

            return Results.Text(text);
        });
        app.Run();
    }
}

public readonly record struct Speed(double KilometresPerHour);

[JsonSerializable(typeof(Speed))]
internal sealed partial class SpeedJson : JsonSerializerContext;

[Task("clock-truck")]
public sealed partial class ClockTruck(TimeProvider time)
{
    public Speed? Run(string plate) => plate is [] ? null : new Speed(time.GetUtcNow().Second); // review: a context that knows Speed does not know Speed?; each run fails with a NotSupportedException
}
