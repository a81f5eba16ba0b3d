using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Runnel;
using Trimmed;
using Part = Trimmed.Count.StreamPart;

Console.WriteLine($"reflection-based JSON: {JsonSerializer.IsReflectionEnabledByDefault}");

var builder = Host.CreateApplicationBuilder(args);
builder.Logging.ClearProviders();
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddRunnel(runnel => runnel
    .UseSqlite(Path.Combine(AppContext.BaseDirectory, "runs.db"))
    .AddTasks()
    .AddJson(Json.Default));
using var host = builder.Build();
await host.StartAsync();

var count = host.Services.GetRequiredService<Count.TaskClient>();
var run = await count.TriggerAsync(new Limits(1, 3));
await foreach (var part in run.SubscribeAsync())
{
    switch (part)
    {
        case Part.Ticks({ Number: var number, Name: var name }):
            Console.WriteLine($"{number}: {name}");
            break;
        case Part.Updates(var update):
            Console.WriteLine($"{update.Role}: {update.Text}");
            break;
        case Part.StreamEnded { Key: var key, Reason: var reason }:
            Console.WriteLine($"end of {key}: {reason}");
            break;
        case Part.Run({ HasOutput: true, Status: RunStatus.Completed, Output: { } total }):
            Console.WriteLine($"completed: {total.Sum}");
            break;
        case Part.Run({ Error: { } error }):
            Console.WriteLine(error.Details);
            break;
    }
}

var stored = await count.GetAsync(run.Id);
Console.WriteLine($"stored: {stored?.Payload}, {stored?.Output}");

var repeat = await host.Services.GetRequiredService<Repeat.TaskClient>().TriggerAsync("ha");
Console.WriteLine((await repeat.WaitAsync()).GetOutputOrThrow());

using var payload = JsonDocument.Parse("""{"text":"ho","times":3}""");
var byId = await host.Services.GetRequiredService<IRunnelClient>().TriggerAsync("repeat", payload.RootElement);
Console.WriteLine((await host.Services.GetRequiredService<Repeat.TaskClient>().GetAsync(byId))?.Payload);

await host.StopAsync();
