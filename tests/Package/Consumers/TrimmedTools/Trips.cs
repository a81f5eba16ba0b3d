using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Runnel;

namespace TrimmedTools;

public sealed record Stop([property: Description("City name")] string City, [property: Range(1, 30)] int Nights = 1);

public enum Class
{
    Second,
    First,
}

public sealed record Trip(IReadOnlyList<Stop> Stops, Dictionary<string, string>? Notes = null, Class Class = Class.Second);

public sealed record Offer(int Nights, decimal Price);

/// <summary>A tool whose calls are runs, with a nested payload.</summary>
[ToolTask("book-trip", Description = "Book a trip")]
public sealed partial class BookTrip
{
    public Offer Run(Trip trip) => new(trip.Stops.Sum(stop => stop.Nights), trip.Stops.Count * (trip.Class == Class.First ? 200.5m : 100.25m));
}

[Tools(typeof(BookTrip))]
public sealed partial class TripTools
{
    [Tool(Description = "The distance between two cities, in kilometres")]
    public static double Distance([StringLength(40, MinimumLength = 2)] string from, [StringLength(40, MinimumLength = 2)] string to, bool inMiles = false) =>
        (from.Length + to.Length) * (inMiles ? 62.1 : 100);
}

[Streams]
public sealed partial record TalkStreams(TaskStream<ITextStreamPart<TripTools>> Model);

/// <summary>A task that streams what a model would: text, calls of both tools, a result.</summary>
[Task("talk")]
public sealed partial class Talk
{
    public async Task RunAsync(TalkStreams streams, CancellationToken cancellationToken)
    {
        await streams.Model.WriteAsync(new TextDelta("Let me see. "), cancellationToken);
        await streams.Model.WriteAsync(new BookTrip.ToolCall("1", new Trip([new Stop("Oslo")], Class: Class.First)), cancellationToken);
        await streams.Model.WriteAsync(new TripTools.DistanceToolCall("2", new TripTools.DistanceArguments("Oslo", "Rome")), cancellationToken);
        await streams.Model.WriteAsync(new TripTools.DistanceToolResult("2", new TripTools.DistanceArguments("Oslo", "Rome"), 800), cancellationToken);
    }
}

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Trip))]
[JsonSerializable(typeof(Offer))]
internal sealed partial class Json : JsonSerializerContext;
