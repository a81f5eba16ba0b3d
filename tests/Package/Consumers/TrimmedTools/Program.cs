using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Runnel;
using TrimmedTools;
using Part = TrimmedTools.Talk.StreamPart;

Console.WriteLine($"reflection-based JSON: {JsonSerializer.IsReflectionEnabledByDefault}");

using var host = HostOf(args);
await host.StartAsync();

var tools = host.Services.GetRequiredService<TripTools>();
foreach (var function in tools.Functions)
{
    Console.WriteLine($"{function.Name}: {function.JsonSchema.GetRawText()}");
    Console.WriteLine($"gives: {function.ReturnJsonSchema?.GetRawText()}");
}

await CallAsync(tools.BookTrip, """{"stops":[{"city":"Oslo","nights":2},{"city":"Rome"}],"class":"First","notes":{"seat":"window"}}""");
await CallAsync(tools.BookTrip, """{"stops":[{"city":"Oslo","nights":31}]}""");
await CallAsync(tools.BookTrip, """{"stops":[],"class":"Third"}""");
await CallAsync(tools.DistanceTool, """{"from":"Oslo","to":"Rome"}""");
await CallAsync(tools.DistanceTool, """{"from":"O","to":"Rome"}""");

var talk = await host.Services.GetRequiredService<Talk.TaskClient>().TriggerAndWaitAsync();
await host.StopAsync();

// The parts of a full stream, read by another host from what was stored.
using var reader = HostOf(args, runnel => runnel.ClientOnly());
await foreach (var part in reader.Services.GetRequiredService<Talk.TaskClient>().SubscribeAsync(talk.RunId))
{
    Console.WriteLine(part switch
    {
        Part.Model(TextDelta { Text: var text }) => text,
        Part.Model(BookTrip.ToolCall { Arguments: { Class: var comfort, Stops: [{ City: var city }] } }) => $"{comfort} class to {city}",
        Part.Model(TripTools.DistanceToolCall { Arguments: var (from, to, _) }) => $"from {from} to {to}",
        Part.Model(TripTools.DistanceToolResult { Output: var kilometres }) => $"{kilometres} km",
        Part.Run({ Status: var status }) => status.ToString(),
        _ => part.GetType().Name,
    });
}

static IHost HostOf(string[] args, Action<RunnelBuilder>? configure = null)
{
    var builder = Host.CreateApplicationBuilder(args);
    builder.Logging.ClearProviders();
    builder.Services.AddRunnel(runnel =>
    {
        runnel.UseSqlite(Path.Combine(AppContext.BaseDirectory, "runs.db")).AddTasks().AddJson(Json.Default);
        configure?.Invoke(runnel);
    });
    return builder.Build();
}

static async Task CallAsync(AIFunction function, string json)
{
    using var arguments = JsonDocument.Parse(json);
    var values = arguments.RootElement.EnumerateObject().ToDictionary(member => member.Name, member => (object?)member.Value);
    Console.WriteLine(await function.InvokeAsync(new AIFunctionArguments(values)));
}
