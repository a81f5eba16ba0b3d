using System.ComponentModel;
using System.Text;
using Microsoft.Extensions.AI;
using Runnel;
using Part = Volcano.Travel.PlanTrip.StreamPart;

namespace Volcano.Travel;

public sealed record Forecast(string City, DateOnly Day, double Celsius, double RainProbability);

public interface IForecasts
{
    Task<Forecast> GetAsync(string city, DateOnly day, CancellationToken cancellationToken);
}

[ToolTask("get-forecast", Name = "getForecast", Description = "The weather of a city on a day")]
public sealed partial class GetForecast(IForecasts forecasts)
{
    public Task<Forecast> RunAsync(string city, DateOnly day, CancellationToken cancellationToken) => forecasts.GetAsync(city, day, cancellationToken);
}

[Tools(typeof(GetForecast))]
public sealed partial class TripTools
{
    [Tool("toFahrenheit", Description = "Celsius to Fahrenheit")]
    public static double ToFahrenheit(double celsius) => (celsius * 9 / 5) + 32;

    [Tool("distance"), Description("Kilometers between two places")]
    public double Distance(double fromLatitude, double fromLongitude, double toLatitude, double toLongitude)
    {
        var (a, b) = (double.DegreesToRadians(fromLatitude), double.DegreesToRadians(toLatitude));
        var difference = double.DegreesToRadians(toLongitude - fromLongitude);
        return Math.Acos((Math.Sin(a) * Math.Sin(b)) + (Math.Cos(a) * Math.Cos(b) * Math.Cos(difference))) * 6371;
    }
}

public sealed record TripRequest(string Wishes);

[Streams]
public sealed partial record TripStreams(TaskStream<ITextStreamPart<TripTools>> Planner);

[Task("plan-trip")]
public sealed partial class PlanTrip(IChatClient model, TripTools tools)
{
    public async Task<string> RunAsync(TripRequest request, TripStreams streams, CancellationToken cancellationToken)
    {
        var result = model.StreamText(request.Wishes, tools, new() { MaxSteps = 8 }, cancellationToken);
        var text = new StringBuilder();
        await foreach (var part in streams.Planner.Pipe(result.FullStream).WithCancellation(cancellationToken))
        {
            if (part is TextDelta { Text: var delta })
            {
                text.Append(delta);
            }
            else if (part is StepStart)
            {
                text.Clear();
            }
        }

        return text.ToString();
    }
}

public sealed class PlannerCards
{
    private readonly Dictionary<string, string> cards = [];
    private readonly StringBuilder text = new();

    public IReadOnlyCollection<string> Cards => cards.Values;

    public string Text => text.ToString();

    public void Apply(Part part)
    {
        if (part is Part.Planner { Chunk: var chunk })
        {
            Apply(chunk);
        }
        else if (part is Part.StreamEnded { Reason: StreamEndReason.Superseded })
        {
            cards.Clear();
            text.Clear();
        }
        else if (part is Part.Run { Snapshot: { Status: RunStatus.Failed, Error: { Message: var message } } })
        {
            cards["run"] = message;
        }
    }

    private void Apply(ITextStreamPart<TripTools> chunk)
    {
        (string Id, string Card)? card = chunk switch
        {
            GetForecast.ToolCall(var id, { City: var city, Day: var day }) => (id, $"Looking at the sky over {city} on {day} …"),
            GetForecast.ToolResult { ToolCallId: var id, Output: { RainProbability: > 0.5 } rainy } => (id, $"☔ {rainy.City}: {rainy.Celsius:0} °C"),
            GetForecast.ToolResult { ToolCallId: var id, Output: var forecast } => (id, $"☀ {forecast.City}: {forecast.Celsius:0} °C"),
            TripTools.DistanceToolResult { ToolCallId: var id, Output: var kilometers } => (id, $"{kilometers:0} km"),
            TripTools.ToFahrenheitToolResult(var id, { Celsius: var celsius }, var fahrenheit) => (id, $"{celsius:0} °C = {fahrenheit:0} °F"),
            IToolError { ToolCallId: var id, ToolName: var tool } error => (id, $"{tool}: {error.Error.Message}"),
            _ => null,
        };
        if (card is var (key, value))
        {
            cards[key] = value;
        }

        if (chunk is TextDelta delta)
        {
            text.Append(delta.Text);
        }
    }
}

public sealed class PlannerPage(PlanTrip.TaskClient trips)
{
    public async Task<PlannerCards> PlanAsync(string wishes, CancellationToken cancellationToken)
    {
        var cards = new PlannerCards();
        await foreach (var part in trips.TriggerAndSubscribeAsync(new TripRequest(wishes), cancellationToken: cancellationToken))
        {
            cards.Apply(part);
        }

        return cards;
    }
}
