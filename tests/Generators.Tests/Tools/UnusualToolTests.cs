using Runnel.Generators.Tests.Harness;

namespace Runnel.Generators.Tests.Tools;

/// <summary>Sets and tool tasks with unusual names, places and signatures: they compile without a diagnostic, and a model can call them.</summary>
public sealed class UnusualToolTests
{
    public const string Source = """
        using System.Collections;
        using System.Runtime.InteropServices;
        using Microsoft.Extensions.DependencyInjection;
        using Runnel;

        [ToolTask("class", Name = "class")] public partial class @class { public string Run(string @event) => @event; }
        [ToolTask("record")] partial class @record { public int Run(int @int, int @new = 3) => @int + @new; }
        [ToolTask("fetch")] public partial class URLFetcher { public string Run(string url) => url; }

        [Tools(typeof(@class), typeof(@record), typeof(URLFetcher), typeof(My.@namespace.Outer.Nested.Deep))]
        public partial class GlobalTools
        {
            [Tool] public string @event(string @class, int @return = 2) => @class + @return;
            [Tool] public string @object() => "object";
        }

        namespace My.@namespace
        {
            public partial class Outer
            {
                public partial record struct Nested
                {
                    [ToolTask("deep")] internal partial class Deep { public Deep2 Run(Deep2 deep) => deep; }
                    [Tools(typeof(Deep))] internal partial class Tools { [Tool("größe")] public int Größe(int größe) => größe; [Tool("size")] public int Länge(string größe) => größe.Length; }
                }

                public record Deep2(string Text);
                protected internal partial interface IPlace { [Tools] public partial record Set(TimeProvider Time) { [Tool] public int One() => 1; } }
            }
        }

        public abstract class Base { [Tool] public int OfBase() => 0; public virtual string Describe(int depth) => "base"; protected record Kept(string Text); }

        [Tools]
        public partial class Members : Base
        {
            private sealed record Secret(string Text);

            [Tool] public override string Describe(int depth) => "derived " + depth;
            [Tool] private string Hidden(Secret secret) => secret.Text;
            [Tool] private static Secret HiddenToo(Secret one, Secret two) => new(one.Text + two.Text);
            [Tool] protected string Guarded(Kept kept, int times = 1) => kept.Text + times;
            [Tool] protected internal static string Shared(string text) => text;
            [Tool] public override string ToString() => "a set";
            [Tool] public override int GetHashCode() => 7;
            public override bool Equals(object? other) => other is Members;
            [Tool] public bool Equals(string other) => other == "set";
            [Tool] public string Async() => "async";
            [Tool] public string TwiceAsync(string text) => text + text;
            public string TwiceAsync(object text) => "wrong overload";
            public string TwiceAsync(string text, string other) => other;
            [Tool] public string Type(int getType) => "type" + getType;
        }

        [Tools]
        public partial class Parameters
        {
            [Tool]
            public string Names(string toolCallId, string arguments, string output, string error, string options, string cancellationToken, string tools, string services, string values, string namesArguments, string createTypeInfo, string equals) =>
                toolCallId + arguments + output + error + options + cancellationToken + tools + services + values + namesArguments + createTypeInfo + equals;

            [Tool]
            public string Defaults(
                decimal price = 1.5m, DayOfWeek day = DayOfWeek.Friday, DayOfWeek? maybe = DayOfWeek.Monday, DayOfWeek? never = null, int? number = 4, Guid id = default, DateTime? when = null, string text = null!,
                string? optional = null, string quoted = "\"{\n\ud83d\ude00}\\", char letter = '\'', double nan = 1e300, float f = -0.5f, byte b = 255, long l = long.MinValue, bool flag = true, List<string>? list = null, CancellationToken token = default) =>
                string.Join(" ", price.ToString(System.Globalization.CultureInfo.InvariantCulture), day, maybe, never, number, id == default, when, text is null, optional is null, quoted.Length, letter, nan, f, b, l, flag, list is null, token.CanBeCanceled);

            [Tool] public string ByAttribute([Optional, DefaultParameterValue(5)] int number, [Optional] string? text, [Optional, DefaultParameterValue(6)] int last) => $"{number}{text}{last}";
            [Tool] public string Collections(int[] numbers, IReadOnlyList<string> texts, Dictionary<string, int> map) => $"{numbers.Length} {texts.Count} {map.Count}";
            [Tool] public string One(List<int> numbers) => $"{numbers.Count}";
            [Tool] public string Payload(ToolCall call) => call.Text;
            [Tool] public string Result(ToolResult result) => result.Text;
            [Tool] public Arguments Args(Arguments arguments) => arguments;
            [Tool] public string Struct(Point point) => $"{point.X}";
            [Tool] public string MaybeStruct(Point? point = null) => $"{point?.X}";
        }

        public record ToolCall(string Text);
        public record ToolResult(string Text);
        public record Arguments(string Text);
        public record struct Point(int X);

        public static class Startup
        {
            public static void Configure(IServiceCollection services) => services.AddSingleton(TimeProvider.System).AddRunnel(runnel => runnel.AddTasks());
        }
        """;

    private static readonly Lazy<LoadedProject> Project = new(() => ToolProgram.Of(Source).Generate().Load());

    [Theory]
    [InlineData("GlobalTools", "class", """{"event":"a"}""", "a")]
    [InlineData("GlobalTools", "record", """{"int":1}""", "4")]
    [InlineData("GlobalTools", "urlFetcher", """{"url":"u"}""", "u")]
    [InlineData("GlobalTools", "event", """{"class":"a"}""", "a2")]
    [InlineData("GlobalTools", "object", "{}", "object")]
    [InlineData("GlobalTools", "deep", """{"text":"d"}""", """{"text":"d"}""")]
    [InlineData("My.namespace.Outer+Nested+Tools", "deep", """{"text":"d"}""", """{"text":"d"}""")]
    [InlineData("My.namespace.Outer+Nested+Tools", "size", """{"größe":"abc"}""", "3")]
    [InlineData("My.namespace.Outer+IPlace+Set", "one", "{}", "1")]
    [InlineData("Members", "describe", """{"depth":2}""", "derived 2")]
    [InlineData("Members", "hidden", """{"text":"s"}""", "s")]
    [InlineData("Members", "hiddenToo", """{"one":{"text":"a"},"two":{"text":"b"}}""", """{"text":"ab"}""")]
    [InlineData("Members", "guarded", """{"kept":{"text":"k"}}""", "k1")]
    [InlineData("Members", "shared", """{"text":"t"}""", "t")]
    [InlineData("Members", "toString", "{}", "a set")]
    [InlineData("Members", "getHashCode", "{}", "7")]
    [InlineData("Members", "equals", """{"other":"set"}""", "True")]
    [InlineData("Members", "async", "{}", "async")]
    [InlineData("Members", "twice", """{"text":"a"}""", "aa")]
    [InlineData("Members", "type", """{"getType":1}""", "type1")]
    [InlineData("Parameters", "names", """{"toolCallId":"a","arguments":"b","output":"c","error":"d","options":"e","cancellationToken":"f","tools":"g","services":"h","values":"i","namesArguments":"j","createTypeInfo":"k","equals":"l"}""", "abcdefghijkl")]
    [InlineData("Parameters", "defaults", "{}", "1.5 Friday Monday  4 True  True True 7 ' 1E+300 -0.5 255 -9223372036854775808 True True False")]
    [InlineData("Parameters", "byAttribute", """{"number":5,"text":null}""", "56")]
    [InlineData("Parameters", "collections", """{"numbers":[1],"texts":["a","b"],"map":{}}""", "1 2 0")]
    [InlineData("Parameters", "one", """{"numbers":[1,2]}""", "2")]
    [InlineData("Parameters", "payload", """{"text":"a"}""", "a")]
    [InlineData("Parameters", "result", """{"text":"a"}""", "a")]
    [InlineData("Parameters", "args", """{"text":"a"}""", """{"text":"a"}""")]
    [InlineData("Parameters", "struct", """{"x":1}""", "1")]
    [InlineData("Parameters", "maybeStruct", """{"point":{"x":1}}""", "1")]
    public async Task Tool_IsCalled(string set, string tool, string arguments, string expected)
    {
        await using var program = await RunningProgram.StartAsync(Project.Value);

        Assert.Equal(expected, await program.CallToolAsync(set, tool, arguments));
    }
}
