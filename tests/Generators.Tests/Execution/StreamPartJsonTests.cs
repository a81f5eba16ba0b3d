using Runnel.Generators.Tests.Harness;

namespace Runnel.Generators.Tests.Execution;

/// <summary>A union's parts as JSON, through the converter that is emitted with it.</summary>
public sealed class StreamPartJsonTests
{
    private const string Source = """
        using System.Text.Json;
        using Microsoft.Extensions.DependencyInjection;
        using Runnel;
        using Part = Chat.StreamPart;

        public sealed record Prompt(string Text);
        public sealed record Answer(int Length);
        public sealed record Token(string Text);

        [Streams] public sealed partial record ChatStreams(TaskStream<Token> Tokens, [Stream("page")] TaskStream<string?> Fetch);

        [Task("chat", MaxAttempts = 1)]
        public sealed partial class Chat
        {
            public async Task<Answer> RunAsync(Prompt prompt, ChatStreams streams, TaskContext context)
            {
                context.Metadata.Set("step", 1);
                await streams.Tokens.WriteAsync(new Token("a"));
                await streams.Fetch.WriteAsync(null);
                await context.Metadata.Stream("extra", Numbers()).Completion;
                var broken = streams.Fetch.Pipe(Broken());
                try { await broken.Completion; } catch (InvalidOperationException) { }
                return new Answer(prompt.Text.Length);
            }

            private static async IAsyncEnumerable<int> Numbers() { await Task.Yield(); yield return 1; }
            private static async IAsyncEnumerable<string?> Broken() { await Task.Yield(); yield return "b"; throw new InvalidOperationException("broken"); }
        }

        public static class Scenario
        {
            private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

            public static async Task<string> RoundTrip(IServiceProvider services)
            {
                var kinds = new List<string>();
                await foreach (var part in services.GetRequiredService<Chat.TaskClient>().TriggerAndSubscribeAsync(new Prompt("abc")))
                {
                    var json = JsonSerializer.Serialize(part, Json);
                    var copy = JsonSerializer.Deserialize<Part>(json, Json)!;
                    if (copy.GetType() != part.GetType() || (copy.Cursor, copy.Attempt, copy.Timestamp) != (part.Cursor, part.Attempt, part.Timestamp)) return $"{part} became {copy}";
                    if (JsonSerializer.Serialize(copy, Json) != json) return json + " became " + JsonSerializer.Serialize(copy, Json);
                    if (part is not (Part.Run or Part.Unknown) && copy != part) return $"{part} became {copy}";
                    kinds.Add(part.GetType().Name);
                }

                return string.Join(" ", kinds.Distinct());
            }

            // As a logger, SignalR or an object-typed response does: by the type that the part has at run time.
            public static async Task<string> ByRunTimeType(IServiceProvider services)
            {
                await foreach (var part in services.GetRequiredService<Chat.TaskClient>().TriggerAndSubscribeAsync(new Prompt("abc")))
                {
                    var declared = JsonSerializer.Serialize(part, Json);
                    if (JsonSerializer.Serialize<object>(part, Json) is var actual && actual != declared) return $"{declared} became {actual}";
                    if (part is Part.Tokens tokens && JsonSerializer.Serialize(tokens, Json) != declared) return "the case alone is not the same";
                    if (part is Part.Tokens && JsonSerializer.Deserialize<Part.Tokens>(declared, Json) != part) return "the case alone does not read";
                }

                return "same";
            }

            public static Task<string> Text(IServiceProvider services, string json) => Task.FromResult(JsonSerializer.Deserialize<Part>(json, Json)!.ToString());

            public static Task<string> Json1(IServiceProvider services) => Task.FromResult(string.Join("\n",
                JsonSerializer.Serialize<Part>(new Part.Tokens(new Token("a")) { Attempt = 1, Cursor = RunCursor.Parse("run_1.0.7"), Timestamp = DateTimeOffset.UnixEpoch }, Json),
                JsonSerializer.Serialize<Part>(new Part.StreamEnded("page", StreamEndReason.Failed, new TaskError("T", "m")) { Attempt = 2, Cursor = RunCursor.Parse("run_1.0.8"), Timestamp = DateTimeOffset.UnixEpoch }, Json)));
        }
        """;

    private static readonly Lazy<LoadedProject> Project = new(() => UserProject.Of(Source, RunningProgram.Startup).Generate().Load());

    [Theory]
    [InlineData("RoundTrip", "Run Tokens Fetch Unknown StreamEnded")]
    [InlineData("ByRunTimeType", "same")]
    [InlineData(
        "Json1",
        """
        {"cursor":"run_1.0.7","attempt":1,"timestamp":"1970-01-01T00:00:00+00:00","type":"chunk","key":"tokens","chunk":{"text":"a"}}
        {"cursor":"run_1.0.8","attempt":2,"timestamp":"1970-01-01T00:00:00+00:00","type":"streamEnded","key":"page","reason":"Failed","error":{"type":"T","message":"m"}}
        """)]
    public async Task Parts_KeepTheirValueInJson(string scenario, string expected)
    {
        await using var program = await RunningProgram.StartAsync(Project.Value);

        Assert.Equal(expected, await program.CallAsync(scenario));
    }

    [Theory]
    [InlineData("\"type\":\"chunk\",\"key\":\"later\",\"chunk\":{\"a\":1}", "Unknown { Cursor = r.0.1, Attempt = 1, Timestamp = 01/01/1970 00:00:00 +00:00, Key = later, Chunk = {\"a\":1} }")]
    [InlineData("\"chunk\":\"x\",\"key\":\"page\",\"type\":\"chunk\",\"more\":true", "Fetch { Cursor = r.0.1, Attempt = 1, Timestamp = 01/01/1970 00:00:00 +00:00, Chunk = x }")]
    [InlineData("\"type\":\"streamEnded\",\"key\":\"later\",\"reason\":\"Completed\"", "StreamEnded { Cursor = r.0.1, Attempt = 1, Timestamp = 01/01/1970 00:00:00 +00:00, Key = later, Reason = Completed, Error =  }")]
    public async Task JsonOfAnotherVersion_IsRead(string members, string expected)
    {
        await using var program = await RunningProgram.StartAsync(Project.Value);

        Assert.Equal(expected, await program.CallAsync("Text", $$"""{"cursor":"r.0.1","attempt":1,"timestamp":"1970-01-01T00:00:00+00:00",{{members}}}"""));
    }
}
