using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Runnel;
using TrimmedTools;

Console.WriteLine($"reflection-based JSON: {JsonSerializer.IsReflectionEnabledByDefault}");

var builder = Host.CreateApplicationBuilder(args);
builder.Logging.ClearProviders();
builder.Services.AddRunnel(runnel => runnel.UseInMemory().AddTasks().AddJson(Json.Default));
using var host = builder.Build();
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

// The parts of a full stream, as a page would read them.
var part = (ITextStreamPart<TripTools>)new TripTools.DistanceToolCall("call_1", new TripTools.DistanceArguments("Oslo", "Rome"));
Console.WriteLine(part);

await host.StopAsync();

static async Task CallAsync(AIFunction function, string json)
{
    using var arguments = JsonDocument.Parse(json);
    var values = arguments.RootElement.EnumerateObject().ToDictionary(member => member.Name, member => (object?)member.Value);
    Console.WriteLine(await function.InvokeAsync(new AIFunctionArguments(values)));
}
