using App;
using Kitchen;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Runnel;
using Part = App.BreakfastApi.StreamPart;

var builder = Host.CreateApplicationBuilder(args);
builder.Logging.ClearProviders();
builder.Services.AddRunnel(runnel => runnel.AddTasks().Add(KitchenTasks.Module));
using var host = builder.Build();
await host.StartAsync();

var breakfast = host.Services.GetRequiredService<BreakfastApi.TaskClient>();
await foreach (var part in breakfast.TriggerAndSubscribeAsync(new Order("rye", 2)))
{
    var line = part switch
    {
        Part.Run({ Status: RunStatus.Completed, Payload.Bread: var bread }) => $"run: completed, {bread}",
        Part.Run({ Error: { } error }) => $"run: {error}",
        Part.Readings(var reading) => FormattableString.Invariant($"oven: loaf {reading.Loaf}, {reading.Degrees} °C"),
        Part.Notes(var note) => $"note: {note}",
        Part.StreamEnded { Key: var key, Reason: var reason } => $"end of {key}: {reason}",
        _ => null,
    };
    if (line is not null)
    {
        Console.WriteLine(line);
    }
}

await host.StopAsync();
