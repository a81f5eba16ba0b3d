using Runnel.Generators.Tests.Harness;

namespace Runnel.Generators.Tests.Tools;

/// <summary>A stream of a set's parts: written by a task, switched over by its subscribers, here and in another process.</summary>
public sealed class PartStreamTests
{
    private const string Source = """
        using System.Text.Json;
        using Microsoft.Extensions.AI;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Hosting;
        using Runnel;
        using Runnel.Storage;
        using Part = Chat.StreamPart;

        public record Weather(string Location, double Celsius);
        [ToolTask("get-weather", Name = "getWeather")] public partial class GetWeather { public Weather Run(string location, int days = 1) => new(location, days); }
        [ToolTask("note")] public partial class Note { public void Run(Weather weather) { } }
        [ToolTask("other")] public partial class Other { public string? Run() => null; }

        [ToolTask("crawl")]
        public partial class Crawl
        {
            public async Task<string> RunAsync(string url, CrawlStreams streams, TaskContext context, CancellationToken cancellationToken)
            {
                await streams.Pages.WriteAsync(url, cancellationToken);
                return context.RunId.Length > 0 ? url + "!" : "";
            }
        }

        [Streams] public partial record CrawlStreams(TaskStream<string> Pages);

        [Tools(typeof(GetWeather), typeof(Note), typeof(Crawl))]
        public sealed partial class WeatherTools
        {
            [Tool] public double? Convert(double celsius, bool toKelvin = false) => toKelvin ? celsius + 273 : null;
            [Tool] public static void Forget() { }
        }

        [Streams] public partial record ChatStreams(TaskStream<ITextStreamPart<WeatherTools>> OpenAI, TaskStream<ITextStreamPart<IToolSet>> Untyped);

        [Task("chat", MaxAttempts = 1)]
        public partial class Chat
        {
            public async Task RunAsync(ChatStreams streams)
            {
                var error = new TaskError("T", "broken");
                ITextStreamPart<WeatherTools>[] parts =
                [
                    new StreamStart(), new TextDelta("hi"),
                    new GetWeather.ToolCall("1", new("Oslo", 2)), new GetWeather.ToolResult("1", new("Oslo", 2), new("Oslo", 3)), new GetWeather.ToolError("1", new("Oslo"), error),
                    new Note.ToolCall("2", new("Bergen", 1)), new Note.ToolResult("2", new("Bergen", 1), default),
                    new WeatherTools.ConvertToolCall("3", new(20)), new WeatherTools.ConvertToolResult("3", new(20, true), 293), new WeatherTools.ConvertToolResult("3", new(20), null), new WeatherTools.ConvertToolError("3", new(20), error),
                    new WeatherTools.ForgetToolCall("4", default!),
                    new DynamicToolCall("5", "unknown", JsonDocument.Parse("{}").RootElement),
                    new FinishPart(ChatFinishReason.Stop, new UsageDetails()),
                ];
                foreach (var part in parts) await streams.OpenAI.WriteAsync(part);
                await streams.Untyped.WriteAsync(new TextDelta("plain"));
            }
        }

        public static class Startup
        {
            public static InMemoryRunStore Store { get; } = new();
            public static void Configure(IServiceCollection services) => services.AddRunnel(runnel => runnel.UseStore(_ => Store).AddTasks());
        }

        public static partial class Scenario
        {
            public static async Task<string> Live(IServiceProvider services) => await Follow(services.GetRequiredService<Chat.TaskClient>().TriggerAndSubscribeAsync());

            // Another process: its own services, and nothing in common but the store.
            public static async Task<string> Elsewhere(IServiceProvider services)
            {
                var run = await services.GetRequiredService<Chat.TaskClient>().TriggerAsync();
                await run.WaitAsync();
                var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
                builder.Services.AddRunnel(runnel => runnel.UseStore(_ => Startup.Store).AddTasks().ClientOnly());
                using var host = builder.Build();
                await host.StartAsync();
                return await Follow(host.Services.GetRequiredService<Chat.TaskClient>().SubscribeAsync(run.Id));
            }

            public static async Task<string> Json(IServiceProvider services)
            {
                var run = await services.GetRequiredService<Chat.TaskClient>().TriggerAsync();
                var seen = new List<string>();
                await foreach (var part in services.GetRequiredService<IRunnelClient>().SubscribeAsync(run.Id))
                {
                    if (part is RunPart.Chunk { Key: "openAI" } chunk) seen.Add(chunk.Json.GetRawText());
                }

                return seen[2] + seen[3] + seen[7];
            }

            public static async Task<string> ToolTaskWithStreams(IServiceProvider services)
            {
                var result = await Calls.CallAsync(services.GetRequiredService<WeatherTools>().Crawl, "{\"url\":\"u\"}");
                var pages = new List<string>();
                await foreach (var part in services.GetRequiredService<Crawl.TaskClient>().TriggerAndSubscribeAsync("v"))
                {
                    if (part is Crawl.StreamPart.Pages(var page)) pages.Add(page);
                }

                return result + string.Join(",", pages);
            }

            private static async Task<string> Follow(IAsyncEnumerable<Part> parts)
            {
                var seen = new List<string>();
                await foreach (var part in parts)
                {
                    switch (part)
                    {
                        case Part.OpenAI(TextDelta { Text: var text }): seen.Add(text); break;
                        case Part.OpenAI(GetWeather.ToolCall { Arguments: { Location: var where, Days: var days } }): seen.Add($"weather? {where} {days}"); break;
                        case Part.OpenAI(GetWeather.ToolResult { Output: var weather }): seen.Add($"weather! {weather.Celsius}"); break;
                        case Part.OpenAI(GetWeather.ToolError { Error.Message: var message, Arguments.Days: var days }): seen.Add($"{message} {days}"); break;
                        case Part.OpenAI(Note.ToolCall(var id, var weather)): seen.Add($"note {id} {weather.Location}"); break;
                        case Part.OpenAI(Note.ToolResult { Output: NoOutput }): seen.Add("noted"); break;
                        case Part.OpenAI(WeatherTools.ConvertToolCall { Arguments.Celsius: var celsius }): seen.Add($"convert {celsius}"); break;
                        case Part.OpenAI(WeatherTools.ConvertToolResult { Output: { } kelvin }): seen.Add($"kelvin {kelvin}"); break;
                        case Part.OpenAI(WeatherTools.ConvertToolResult): seen.Add("no kelvin"); break;
                        case Part.OpenAI(WeatherTools.ConvertToolError): seen.Add("not converted"); break;
                        case Part.OpenAI(WeatherTools.ForgetToolCall): seen.Add("forget"); break;
                        case Part.OpenAI(DynamicToolCall { ToolName: var name }): seen.Add(name); break;
                        case Part.OpenAI(FinishPart): seen.Add("finish"); break;
                        case Part.Untyped(TextDelta { Text: var plain }): seen.Add(plain); break;
                        case Part.StreamEnded { Error: { } error }: seen.Add(error.Message); break;
                        case Part.Run({ Error: { } error }): seen.Add(error.ToString()); break;
                    }
                }

                return string.Join("; ", seen);
            }
        }
        """;

    private const string All = "hi; weather? Oslo 2; weather! 3; broken 1; note 2 Bergen; noted; convert 20; kelvin 293; no kelvin; not converted; forget; unknown; finish; plain";

    private static readonly Lazy<LoadedProject> Project = new(() => ToolProgram.Of(Source).Generate().Load());

    [Theory]
    [InlineData("Live", All)]
    [InlineData("Elsewhere", All)]
    [InlineData("Json", """{"type":"tool-call","toolCallId":"1","toolName":"getWeather","input":{"location":"Oslo","days":2}}{"type":"tool-result","toolCallId":"1","toolName":"getWeather","input":{"location":"Oslo","days":2},"output":{"location":"Oslo","celsius":3}}{"type":"tool-call","toolCallId":"3","toolName":"convert","input":{"celsius":20,"toKelvin":false}}""")]
    [InlineData("ToolTaskWithStreams", "u!v")]
    public async Task Parts_ArriveAsTheyWereWritten(string scenario, string expected)
    {
        await using var program = await RunningProgram.StartAsync(Project.Value);

        Assert.Equal(expected, await program.CallAsync(scenario));
    }
}
