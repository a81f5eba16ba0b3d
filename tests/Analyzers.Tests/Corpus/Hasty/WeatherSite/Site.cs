using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Runnel;

namespace Hasty.WeatherSite;

public sealed record Place(string City, string Country);

public sealed record Hour(DateTimeOffset At, double Celsius);

public sealed record Forecast(Place Place, Hour[] Hours);

[JsonSerializable(typeof(Place))]
public sealed partial class SiteJson : JsonSerializerContext; // review: the app is trimmed, so Hour and Forecast must be here too

[Streams]
public sealed partial record ForecastStreams(TaskStream<Hour> Hours);

public interface IModelGrid
{
    IAsyncEnumerable<Hour> ComputeAsync(Place place, CancellationToken cancellationToken);
}

[Task("forecast")]
public sealed partial class MakeForecast(IModelGrid grid)
{
    public async Task<Forecast> RunAsync(Place place, ForecastStreams streams, CancellationToken cancellationToken)
    {
        var hours = new List<Hour>();
        await foreach (var hour in streams.Hours.Pipe(grid.ComputeAsync(place, cancellationToken)))
        {
            hours.Add(hour);
        }

        return new Forecast(place, [.. hours]);
    }
}

public static class Program
{
    public static void Main(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Add(SiteJson.Default));
        builder.Services.AddRunnel(runnel => runnel.AddTasks().AddJson(SiteJson.Default));
        var app = builder.Build();

        app.MapPost("/forecasts", async (Place place, MakeForecast.TaskClient forecasts) => (await forecasts.TriggerAsync(place)).Id); // review: does not compile once ASP.NET's generator writes this handler; declare Task<string>
        app.MapGet("/forecasts/{id}", (string id, MakeForecast.TaskClient forecasts) =>
            TypedResults.ServerSentEvents(forecasts.SubscribeAsync(id))); // review: nor does this; IResult would do
        app.MapGet("/forecasts/{id}/hours", async Task<IResult> (string id, MakeForecast.TaskClient forecasts) =>
        {
            var hours = 0;
            await foreach (var part in forecasts.SubscribeAsync(id))
            {
                hours += part is MakeForecast.StreamPart.Hours ? 1 : 0;
            }

            return Results.Text($"{hours}");
        });

        app.Run();
    }
}
