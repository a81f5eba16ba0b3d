using Microsoft.CodeAnalysis;
using Runnel.Generators.Tests.Harness;

namespace Runnel.Generators.Tests.Tools;

/// <summary>The compiler knows which tools a set has: parts of others can neither be matched nor written.</summary>
public sealed class PartTypeTests
{
    private const string Sets = """
        using Runnel;

        public record Weather(double Celsius);
        [ToolTask("get-weather")] public partial class GetWeather { public Weather Run(string location) => new(location.Length); }
        [ToolTask("look-up")] public partial class LookUp { public string Run(string question) => question; }
        [Tools(typeof(GetWeather))] public partial class WeatherTools { [Tool] public double Convert(double celsius) => celsius; }
        [Tools(typeof(GetWeather), typeof(LookUp))] public sealed partial class AllTools;
        [Tools] public sealed partial class NoTools;
        [Tools(typeof(LookUp))] public partial class LookUpTools;
        """;

    [Theory]
    [InlineData("WeatherTools", "GetWeather.ToolCall")]
    [InlineData("WeatherTools", "GetWeather.ToolResult")]
    [InlineData("WeatherTools", "GetWeather.ToolError")]
    [InlineData("WeatherTools", "WeatherTools.ConvertToolCall")]
    [InlineData("WeatherTools", "WeatherTools.ConvertToolResult")]
    [InlineData("WeatherTools", "WeatherTools.ConvertToolError")]
    [InlineData("WeatherTools", "TextDelta")]
    [InlineData("WeatherTools", "DynamicToolCall")]
    [InlineData("AllTools", "GetWeather.ToolCall")]
    [InlineData("AllTools", "LookUp.ToolError")]
    [InlineData("NoTools", "FinishPart")]
    [InlineData("IToolSet", "TextDelta")]
    public void PartOfTheSet_IsMatchedAndWritten(string set, string part) => UserProject.Of(Sets, Uses(set, part)).Generate().AssertCompiles();

    [Theory]
    [InlineData("WeatherTools", "LookUp.ToolCall")]
    [InlineData("WeatherTools", "LookUp.ToolResult")]
    [InlineData("WeatherTools", "LookUp.ToolError")]
    [InlineData("AllTools", "WeatherTools.ConvertToolCall")]
    [InlineData("AllTools", "WeatherTools.ConvertToolResult")]
    [InlineData("NoTools", "GetWeather.ToolCall")]
    [InlineData("LookUpTools", "GetWeather.ToolCall")]
    [InlineData("LookUpTools", "WeatherTools.ConvertToolError")]
    [InlineData("IToolSet", "GetWeather.ToolCall")]
    public void PartOfAToolOutsideTheSet_DoesNotCompile(string set, string part)
    {
        var project = UserProject.Of(Sets, Uses(set, part)).Generate();

        // In the order of the uses: a switch statement, a switch expression, a pattern, a bare "is", an assignment, a stream.
        Assert.Equal(
            ["CS8121", "CS8121", "CS8121", "CS0184", "CS0029", "CS1503"],
            project.Compilation.GetDiagnostics()
                .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && diagnostic.Id != "CS1591")
                .OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)
                .Select(diagnostic => diagnostic.Id));
    }

    [Fact]
    public void PartsOfASmallerSet_ArePartsOfAGreaterOne() => UserProject.Of(Sets, """
        static class Uses
        {
            static Runnel.ITextStreamPart<AllTools> Widen(Runnel.ITextStreamPart<Runnel.IHasTool<GetWeather>> part) => part;
            static Runnel.ITextStreamPart<WeatherTools> Widen(Runnel.ITextStreamPart<Runnel.IToolSet> part) => part;
        }
        """).Generate().AssertCompiles();

    private static string Uses(string set, string part) => $$"""
        using Runnel;

        static class Uses
        {
            static int Statement(ITextStreamPart<{{set}}> part) { switch (part) { case {{part}}: return 1; default: return 0; } }
            static int Expression(ITextStreamPart<{{set}}> part) => part switch { {{part}} { } => 1, _ => 0 };
            static object? Pattern(ITextStreamPart<{{set}}> part) => part is {{part}} call ? call : null;
            static bool Bare(ITextStreamPart<{{set}}> part) => part is {{part}};
            static ITextStreamPart<{{set}}> Assign({{part}} part) => part;
            static ValueTask WriteAsync(TaskStream<ITextStreamPart<{{set}}>> stream, {{part}} part) => stream.WriteAsync(part);
        }
        """;
}
