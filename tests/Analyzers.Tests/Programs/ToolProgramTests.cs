using Runnel.Analyzers.Tests.Harness;

namespace Runnel.Analyzers.Tests.Programs;

/// <summary>A program whose tools use what tools may: nothing is wrong with it.</summary>
public sealed class ToolProgramTests
{
    internal const string Source = """
        using System.ComponentModel;
        using System.ComponentModel.DataAnnotations;
        using Microsoft.Extensions.AI;

        namespace MyApp;

        public enum Unit { Celsius, Fahrenheit }

        public sealed record Weather(string Location, double Celsius);

        public sealed record Place([property: Description("City name")] string City, [property: Range(-90, 90)] double? Latitude = null);

        [Streams]
        public sealed partial record ForecastStreams(TaskStream<Weather> Days);

        [ToolTask("get-weather", Name = "getWeather", Description = "Get the weather for a location", MaxAttempts = 1, Queue = "weather")]
        public sealed partial class GetWeather(HttpClient http)
        {
            public async Task<Weather> RunAsync([Description("City name")] string location, [Range(1, 10)] int days = 1, CancellationToken cancellationToken = default) =>
                new(await http.GetStringAsync(location, cancellationToken), days);
        }

        [ToolTask("forecast", Strict = true)]
        public sealed partial class Forecast
        {
            public async Task RunAsync(Place place, ForecastStreams streams, TaskContext context, CancellationToken cancellationToken) =>
                await streams.Days.WriteAsync(new Weather(place.City, context.Attempt), cancellationToken);
        }

        [Tools(typeof(GetWeather), typeof(Forecast))]
        public sealed partial class WeatherTools(TimeProvider time, [Microsoft.Extensions.DependencyInjection.FromKeyedServices("k")] HttpClient? http = null)
        {
            [Tool("convert", Description = "Celsius to Fahrenheit")]
            public double Convert(double celsius, Unit to = Unit.Fahrenheit) => to == Unit.Fahrenheit ? (celsius * 9 / 5) + 32 : celsius;

            [Tool]
            public async ValueTask<DateTimeOffset?> NowAsync(CancellationToken cancellationToken)
            {
                await Task.Delay(1, cancellationToken);
                return http is null ? null : time.GetUtcNow();
            }

            [Tool, Description("Finds what lies near")]
            internal static IReadOnlyList<Place> Near(Place place) => [place];

            [Tool("note_that", Strict = true)]
            private void Note(string text, params_? more = null) => _ = (text, more);
        }

        public sealed record params_(string[] Texts);

        [Tools(typeof(GetWeather))]
        public sealed partial class FewTools;

        [Streams]
        public sealed partial record ChatStreams(TaskStream<ITextStreamPart<WeatherTools>> Full);

        [Task("chat")]
        public sealed partial class Chat(IChatClient model, WeatherTools tools, FewTools few, GetWeather.ToolFunction weather, Forecast.TaskClient forecast)
        {
            public async Task<string> RunAsync(string question, ChatStreams streams, CancellationToken cancellationToken)
            {
                _ = (tools.Functions.Concat(few.Functions).Append(weather), forecast, tools.ConvertTool, tools.GetWeather.With(new TriggerOptions()), streams);
                return (await model.GetResponseAsync(question, cancellationToken: cancellationToken)).Text;
            }
        }

        public static class Reader
        {
            public static string Read(ITextStreamPart<WeatherTools> part) => part switch
            {
                GetWeather.ToolCall { Arguments.Location: var where } => where,
                GetWeather.ToolResult { Output.Celsius: var degrees } => $"{degrees}",
                Forecast.ToolError { Error.Message: var message } => message,
                WeatherTools.ConvertToolCall { Arguments.To: Unit.Celsius } => "none",
                WeatherTools.NowToolResult { Output: var now } => $"{now}",
                WeatherTools.NearToolCall { Arguments.City: var city } => city,
                _ => "",
            };
        }

        public static class Host
        {
            public static RunnelBuilder Configure(RunnelBuilder runnel) => runnel.AddTasks();
        }
        """;

    [Fact]
    public Task ProgramWithTools_HasNoError() => Verify.IsSilentAsync(Source);

    [Fact]
    public Task PartOfAToolOutsideTheSet_DoesNotCompile() => Verify.HasErrorsAsync(
        UserProgram.Of(
            Source,
            """
            using MyApp;
            static class Wrong
            {
                static bool Is(ITextStreamPart<FewTools> part) => part is GetWeather.ToolCall { ToolCallId: "" } or Forecast.ToolCall { ToolCallId: "" };
            }
            """),
        "CS8121");
}
