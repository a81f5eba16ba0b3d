using Runnel.Generators.Tests.Harness;

namespace Runnel.Generators.Tests.Execution;

/// <summary>What a task's method may take, as it arrives when the task is triggered by id with JSON.</summary>
public sealed class BindingTests
{
    private const string Source = """
        using System.Text.Json;
        using Runnel;

        public record Prompt(string Text, int Size = 1);
        public struct Point { public int X { get; init; } public int Y { get; init; } }
        public readonly record struct Span2(int From, int To);
        public class Order { public required string Name { get; set; } public List<int> Numbers { get; set; } = []; }
        public enum Color { Red, Green }
        [Streams] public partial record S(TaskStream<string> Text);

        [Task("record")] public partial class RecordTask { public string Run(Prompt prompt) => $"{prompt}"; }
        [Task("struct")] public partial class StructTask { public string Run(Point point) => $"{point.X} {point.Y}"; }
        [Task("record-struct")] public partial class RecordStructTask { public string Run(Span2 span) => $"{span}"; }
        [Task("class")] public partial class ClassTask { public string Run(Order order) => $"{order.Name} {order.Numbers.Count}"; }
        [Task("none")] public partial class NoneTask { public string Run() => "none"; }
        [Task("text")] public partial class TextTask { public string Run(string text) => text; }
        [Task("number")] public partial class NumberTask { public string Run(int number) => $"{number}"; }
        [Task("enum")] public partial class EnumTask { public string Run(Color color) => $"{color}"; }
        [Task("list")] public partial class ListTask { public string Run(List<Prompt> prompts) => string.Join(",", prompts); }
        [Task("array")] public partial class ArrayTask { public string Run(int[] numbers) => $"{numbers.Sum()}"; }
        [Task("set")] public partial class SetTask { public string Run(IReadOnlyCollection<string> items) => string.Join(",", items); }
        [Task("map")] public partial class MapTask { public string Run(IReadOnlyDictionary<string, int> map) => $"{map["a"]}"; }
        [Task("nullable-record")] public partial class NullableRecordTask { public string Run(Prompt? prompt) => $"{prompt?.Text ?? "null"}"; }
        [Task("nullable-number")] public partial class NullableNumberTask { public string Run(int? number) => $"{number?.ToString() ?? "null"}"; }
        [Task("nullable-struct")] public partial class NullableStructTask { public string Run(Point? point) => $"{point?.X.ToString() ?? "null"}"; }
        [Task("uri")] public partial class UriTask { public string Run(Uri uri) => uri.Host; }
        [Task("json")] public partial class JsonTask { public string Run(JsonElement json) => json.GetRawText(); }
        [Task("two-records")] public partial class TwoRecordsTask { public string Run(Prompt first, Prompt second) => $"{first.Text} {second.Text}"; }

        [Task("context-first")] public partial class ContextFirst
        {
            public string Run(TaskContext context, Prompt prompt, CancellationToken token, S streams) => $"{context.TaskId} {prompt.Text} {token.CanBeCanceled} {streams.Text is not null}";
        }

        [Task("token-first")] public partial class TokenFirst
        {
            public string Run(CancellationToken token, string a, S streams, TaskContext context, int b) => $"{context.TaskId} {a} {b} {token.CanBeCanceled} {streams.Text is not null}";
        }

        [Task("streams-only")] public partial class StreamsOnly { public string Run(S streams) => $"{streams.Text is not null}"; }
        [Task("context-only")] public partial class ContextOnly { public string Run(TaskContext context) => context.TaskId; }
        [Task("token-only")] public partial class TokenOnly { public string Run(CancellationToken cancellationToken) => $"{cancellationToken.CanBeCanceled}"; }
        [Task("two-contexts")] public partial class TwoContexts { public string Run(TaskContext a, CancellationToken x, TaskContext b, CancellationToken y) => $"{a == b} {x == y}"; }

        [Task("names")] public partial class Names
        {
            public string Run(int services, int task, int payload, int context, int values, int arguments, int module, int connection, int chunk, int at, int @class, int naïveÜ, int clone, int equals) =>
                $"{services}{task}{payload}{context}{values}{arguments}{module}{connection}{chunk}{at}{@class}{naïveÜ}{clone}{equals}";
        }
        """;

    private static readonly Lazy<LoadedProject> Project = new(() => UserProject.Of(Source, RunningProgram.Startup).Generate().Load());

    [Theory]
    [InlineData("record", """{"text":"a"}""", "Prompt { Text = a, Size = 1 }")]
    [InlineData("struct", """{"x":1,"y":2}""", "1 2")]
    [InlineData("record-struct", """{"from":1,"to":2}""", "Span2 { From = 1, To = 2 }")]
    [InlineData("class", """{"name":"a","numbers":[1,2]}""", "a 2")]
    [InlineData("none", "{}", "none")]
    [InlineData("text", """{"text":"a"}""", "a")]
    [InlineData("number", """{"number":1}""", "1")]
    [InlineData("enum", """{"color":1}""", "Green")]
    [InlineData("list", """{"prompts":[{"text":"a"}]}""", "Prompt { Text = a, Size = 1 }")]
    [InlineData("array", """{"numbers":[1,2]}""", "3")]
    [InlineData("set", """{"items":["a","b"]}""", "a,b")]
    [InlineData("map", """{"map":{"a":1}}""", "1")]
    [InlineData("nullable-record", """{"prompt":null}""", "null")]
    [InlineData("nullable-record", """{"prompt":{"text":"a"}}""", "a")]
    [InlineData("nullable-number", """{"number":null}""", "null")]
    [InlineData("nullable-number", """{"number":1}""", "1")]
    [InlineData("nullable-struct", """{"point":{"x":1}}""", "1")]
    [InlineData("uri", """{"uri":"https://met.no"}""", "met.no")]
    [InlineData("json", """{"json":[1]}""", "[1]")]
    [InlineData("two-records", """{"second":{"text":"b"},"first":{"text":"a"}}""", "a b")]
    [InlineData("context-first", """{"text":"a"}""", "context-first a True True")]
    [InlineData("token-first", """{"a":"x","b":2}""", "token-first x 2 True True")]
    [InlineData("streams-only", "{}", "True")]
    [InlineData("context-only", "{}", "context-only")]
    [InlineData("token-only", "{}", "True")]
    [InlineData("two-contexts", "{}", "True True")]
    [InlineData("names", """{"services":1,"task":2,"payload":3,"context":4,"values":5,"arguments":6,"module":7,"connection":8,"chunk":9,"at":1,"class":2,"naïveÜ":3,"clone":4,"equals":5}""", "12345678912345")]
    public async Task Parameters_AreBoundFromThePayload(string taskId, string payload, string expected)
    {
        await using var program = await RunningProgram.StartAsync(Project.Value);

        Assert.Equal($"\"{expected}\"", await program.RunAsync(taskId, payload));
    }
}
