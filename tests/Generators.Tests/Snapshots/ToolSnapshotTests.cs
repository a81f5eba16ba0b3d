using System.Runtime.CompilerServices;
using Runnel.Generators.Tests.Harness;

namespace Runnel.Generators.Tests.Snapshots;

/// <summary>What users of tools step into. Of a tool task only what a task lacks: the rest is a task's.</summary>
public sealed class ToolSnapshotTests
{
    private const string Types = """
        using System.ComponentModel;
        using System.ComponentModel.DataAnnotations;
        using Runnel;

        namespace MyApp;

        public sealed record Weather(string Location, double Celsius);
        public sealed record Question(string Text);
        public enum Unit { Celsius, Fahrenheit }

        """;

    [Fact]
    public void ToolTaskWithArguments() => Verify(Types + """
        [ToolTask("get-weather", Name = "getWeather", Description = "Get the weather for a location")]
        public sealed partial class GetWeather
        {
            public Weather Run(
                [Description("City name"), StringLength(80, MinimumLength = 2)] string location,
                [Range(1, 10)] int days = 1,
                [AllowedValues("day", "night", null)] string? time = null,
                [MaxLength(3), RegularExpression("^[a-z]+$")] string[]? tags = null) => new(location, days + (time ?? "").Length + (tags?.Length ?? 0));
        }
        """, ["GetWeather.Arguments", "GetWeather.ToolFunction"]);

    [Fact]
    public void ToolTaskWithPayload() => Verify(Types + """
        [ToolTask("ask", Strict = true)]
        public sealed partial class AskExpert
        {
            public Task<string?> RunAsync(Question question) => Task.FromResult<string?>(question.Text);
        }
        """, ["AskExpert.ToolFunction"]);

    [Fact]
    public void SetOfTools() => Verify(Types + """
        [ToolTask("get-weather", Name = "getWeather")]
        public sealed partial class GetWeather { public Weather Run(string location) => new(location, 1); }

        [ToolTask("audit")]
        internal sealed partial class Audit { public void Run() { } }

        [Tools(typeof(GetWeather), typeof(Audit))]
        public sealed partial class WeatherTools(TimeProvider time, HttpClient? http = null)
        {
            [Tool("convert", Description = "Celsius to Fahrenheit")]
            public double Convert([Range(-273.15, 1e6)] double celsius, Unit to = Unit.Fahrenheit) => to == Unit.Celsius ? celsius : (celsius * 9 / 5) + 32;

            [Tool]
            public async Task<DateTimeOffset> NowAsync(CancellationToken cancellationToken)
            {
                await Task.Delay(0, cancellationToken);
                return http is null ? time.GetUtcNow() : default;
            }

            [Tool, Description("Notes something")] public static void Note(string text) => _ = text;
            [Tool(Strict = true)] private Task ForgetAsync(Question question) => Task.CompletedTask;
            [Tool] public ValueTask RestAsync() => default;
            [Tool] internal ValueTask<Weather?> GuessAsync(string location) => new(new Weather(location, time.GetUtcNow().Day));
        }
        """, ["WeatherTools", "Runnel.AddTasks"]);

    private static void Verify(string source, string[] files, [CallerMemberName] string method = "") => Snapshot.Verify(
        UserProject.Of(source).Generate().AssertCompiles().Sources.Where(generated => files.Any(file =>
            generated.Key.Contains(file, StringComparison.Ordinal))),
        method: method);
}
