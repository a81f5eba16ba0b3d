using Runnel.Generators.Tests.Harness;

namespace Runnel.Generators.Tests.Execution;

/// <summary>What a stream may carry: followed live as typed parts, and read back from JSON.</summary>
public sealed class ChunkTypeTests
{
    private const string Source = """
        using System.Text.Json.Serialization;
        using Microsoft.Extensions.DependencyInjection;
        using Runnel;

        public sealed record Token(string Text, Token? Next = null);
        public readonly record struct Point(int X, int Y);
        [JsonDerivedType(typeof(Words), "words"), JsonDerivedType(typeof(Numbers), "numbers")]
        public interface ITextLike<T> { }
        public sealed record Words(string Text) : ITextLike<string>, IAny;
        public sealed record Numbers(int Count) : ITextLike<string>, IAny;
        [JsonDerivedType(typeof(Words), "words"), JsonDerivedType(typeof(Numbers), "numbers")]
        public interface IAny { }
        [Flags] public enum Bits : byte { A = 1, B = 2 }

        [Streams]
        public sealed partial record Everything(
            TaskStream<string?> Text, TaskStream<int?> Number, TaskStream<List<Dictionary<string, int[]>>> Nested, TaskStream<byte[]> Bytes, TaskStream<string?[]> Strings,
            TaskStream<Token> Tokens, TaskStream<Point> Points, TaskStream<Point?> MaybePoints, TaskStream<ITextLike<string>> TextLike, TaskStream<IAny> Any, TaskStream<Bits> Flags,
            TaskStream<List<(int A, string? B)>> Tuples, TaskStream<object> Objects, TaskStream<dynamic> Dynamics, TaskStream<short> Native, TaskStream<IReadOnlyList<Token?>?> Lists,
            TaskStream<System.Text.Json.JsonElement> Json, TaskStream<KeyValuePair<string, DateTimeOffset?>> Pairs);

        [Task("everything")]
        public sealed partial class Stream
        {
            public async Task RunAsync(Everything streams)
            {
                await streams.Text.WriteAsync("a");
                await streams.Text.WriteAsync(null);
                await streams.Number.WriteAsync(1);
                await streams.Number.WriteAsync(null);
                await streams.Nested.WriteAsync([new() { ["a"] = [1, 2] }]);
                await streams.Bytes.WriteAsync([1, 2]);
                await streams.Strings.WriteAsync(["a", null]);
                await streams.Tokens.WriteAsync(new Token("a", new Token("b")));
                await streams.Points.WriteAsync(new Point(1, 2));
                await streams.MaybePoints.WriteAsync(null);
                await streams.TextLike.WriteAsync(new Words("a"));
                await streams.Any.WriteAsync(new Numbers(1));
                await streams.Flags.WriteAsync(Bits.A | Bits.B);
                await streams.Lists.WriteAsync([new Token("a"), null]);
                await streams.Lists.WriteAsync(null);
                await streams.Pairs.WriteAsync(new("a", null));
                await streams.Json.WriteAsync(System.Text.Json.JsonDocument.Parse("[1]").RootElement);
                await streams.Dynamics.WriteAsync(1);
                await streams.Objects.WriteAsync("o");
                await streams.Native.WriteAsync(0);
            }
        }

        public static class Scenario
        {
            public static async Task<string> Live(IServiceProvider services)
            {
                var seen = new List<string>();
                await foreach (var part in services.GetRequiredService<Stream.TaskClient>().TriggerAndSubscribeAsync())
                {
                    if (Describe(part) is { } text) seen.Add(text);
                }

                return string.Join("; ", seen);
            }

            // Through the JSON of the union, as in another process.
            public static async Task<string> ThroughJson(IServiceProvider services)
            {
                var seen = new List<string>();
                await foreach (var part in services.GetRequiredService<Stream.TaskClient>().TriggerAndSubscribeAsync())
                {
                    var json = System.Text.Json.JsonSerializer.Serialize(part, System.Text.Json.JsonSerializerOptions.Web);
                    var copy = System.Text.Json.JsonSerializer.Deserialize<Stream.StreamPart>(json, System.Text.Json.JsonSerializerOptions.Web)!;
                    if (Describe(copy) is { } text) seen.Add(text);
                }

                return string.Join("; ", seen);
            }

            private static string? Describe(Stream.StreamPart part) => part switch
            {
                Stream.StreamPart.Text(var text) => text ?? "null",
                Stream.StreamPart.Number(var number) => number?.ToString() ?? "null",
                Stream.StreamPart.Nested([var map]) => string.Join(",", map["a"]),
                Stream.StreamPart.Bytes([var first, var second]) => $"{first} {second}",
                Stream.StreamPart.Strings([var first, null]) => first,
                Stream.StreamPart.Tokens({ Text: var text, Next.Text: var next }) => text + next,
                Stream.StreamPart.Points((var x, var y)) => $"{x} {y}",
                Stream.StreamPart.MaybePoints(null) => "no point",
                Stream.StreamPart.TextLike(Words(var text)) => text,
                Stream.StreamPart.Any(Numbers(var count)) => $"{count}",
                Stream.StreamPart.Flags(var flags) => $"{flags}",
                Stream.StreamPart.Lists([{ Text: var text }, null]) => text,
                Stream.StreamPart.Lists(null) => "no list",
                Stream.StreamPart.Pairs({ Key: var key, Value: null }) => key,
                Stream.StreamPart.Json(var json) => json.GetRawText(),
                Stream.StreamPart.StreamEnded { Error: { } error } => error.ToString(),
                _ => null,
            };
        }
        """;

    private const string Expected = "a; null; 1; null; 1,2; 1 2; a; ab; 1 2; no point; a; 1; A, B; a; no list; a; [1]";

    private static readonly Lazy<LoadedProject> Project = new(() => UserProject.Of(Source, RunningProgram.Startup).Generate().Load());

    [Theory]
    [InlineData("Live")]
    [InlineData("ThroughJson")]
    public async Task Chunks_ArriveTyped(string scenario)
    {
        await using var program = await RunningProgram.StartAsync(Project.Value);

        Assert.Equal(Expected, await program.CallAsync(scenario));
    }
}
