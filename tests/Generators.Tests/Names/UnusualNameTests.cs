using Runnel.Generators.Tests.Harness;

namespace Runnel.Generators.Tests.Names;

/// <summary>Tasks with unusual names and places, run and followed through their typed clients.</summary>
public sealed class UnusualNameTests
{
    private const string Source = """
        using Microsoft.Extensions.DependencyInjection;
        using Runnel;
        using Part = My.@namespace.@class.@event.StreamPart;

        [Task("global")]
        partial class @if
        {
            public async Task<string> RunAsync(string @else, Outer.Nested.S streams)
            {
                await streams.@int.WriteAsync(@else);
                return @else;
            }
        }

        public partial class Outer
        {
            public partial record struct Nested
            {
                [Streams] public partial record S([Stream("the-int")] TaskStream<string> @int, [Stream("g")] TaskStream<int> Größe);

                [Task("nested")]
                internal partial class Deep { public async Task RunAsync(S streams, int größe) => await streams.Größe.WriteAsync(größe); }
            }

            protected internal partial interface IPlace { [Task("in-interface")] internal partial class T { public int Run() => 1; } }
        }

        namespace My.@namespace
        {
            public static partial class @class
            {
                [Streams] public partial record @record(TaskStream<string> @new, TaskStream<string> Error, TaskStream<string> Key, TaskStream<string> System, TaskStream<string> Runnel, TaskStream<string> Snapshot);

                [Task("keywords")]
                public partial class @event
                {
                    public async Task<string> RunAsync(string @class, int @int, @record streams, CancellationToken @void)
                    {
                        await streams.@new.WriteAsync(@class, @void);
                        await streams.Error.WriteAsync("error", @void);
                        await streams.System.WriteAsync("system", @void);
                        return @class + @int;
                    }
                }
            }

            public partial class System { [Task("system")] public partial class Runnel { public string Run(string global) => global; } }
        }

        namespace Задачи { [Task("unicode")] public partial class Привет { public string Run(string имя) => имя; } }

        public static class Scenario
        {
            public static async Task<string> Global(IServiceProvider services)
            {
                var seen = new List<string>();
                await foreach (var part in services.GetRequiredService<@if.TaskClient>().TriggerAndSubscribeAsync(@else: "a"))
                {
                    if (part is @if.StreamPart.Int(var text)) seen.Add(text);
                }

                return string.Join(",", seen);
            }

            public static async Task<string> Nested(IServiceProvider services)
            {
                var client = services.GetRequiredService<Outer.Nested.Deep.TaskClient>();
                var run = await client.TriggerAsync(größe: 3);
                await run.WaitAsync();
                var chunks = new List<int>();
                await foreach (var chunk in client.ReadGrößeAsync(run.Id)) chunks.Add(chunk);
                return string.Join(",", chunks);
            }

            public static async Task<string> Keywords(IServiceProvider services)
            {
                var seen = new List<string>();
                await foreach (var part in services.GetRequiredService<My.@namespace.@class.@event.TaskClient>().TriggerAndSubscribeAsync("a", @int: 1))
                {
                    switch (part)
                    {
                        case Part.New(var text): seen.Add(text); break;
                        case Part.Error { Chunk: var text }: seen.Add(text); break;
                        case Part.System(var text): seen.Add(text); break;
                        case Part.StreamEnded { Key: var key, Error: null }: seen.Add("end of " + key); break;
                        case Part.Run { Snapshot: { Status: RunStatus.Completed, Output: var output } }: seen.Add(output!); break;
                    }
                }

                return string.Join(",", seen);
            }
        }
        """;

    private static readonly Lazy<LoadedProject> Project = new(() =>
        UserProject.Of("#pragma warning disable CS8981\n" + Source, RunningProgram.Startup).Generate().Load());

    [Theory]
    [InlineData("Global", "a")]
    [InlineData("Nested", "3")]
    [InlineData("Keywords", "a,error,system,end of new,end of error,end of system,a1")]
    public async Task TypedClient_RunsAndFollows(string scenario, string expected)
    {
        await using var program = await RunningProgram.StartAsync(Project.Value);

        Assert.Equal(expected, await program.CallAsync(scenario));
    }

    [Theory]
    [InlineData("in-interface", "{}", "1")]
    [InlineData("system", """{"global":"a"}""", "\"a\"")]
    [InlineData("unicode", """{"имя":"a"}""", "\"a\"")]
    public async Task Task_RunsById(string taskId, string payload, string expected)
    {
        await using var program = await RunningProgram.StartAsync(Project.Value);

        Assert.Equal(expected, await program.RunAsync(taskId, payload));
    }

    // Names that mean something where a modifier or a type may stand.
    [Theory]
    [InlineData("required")]
    [InlineData("record")]
    [InlineData("file")]
    [InlineData("scoped")]
    [InlineData("partial")]
    [InlineData("await")]
    [InlineData("async")]
    [InlineData("dynamic")]
    [InlineData("where")]
    [InlineData("field")]
    [InlineData("nint")]
    [InlineData("notnull")]
    [InlineData("extension")]
    [InlineData("global")]
    [InlineData("yield")]
    [InlineData("_")]
    public void ContextualKeyword_NamesAClassAParameterAndAStream(string name)
    {
        var project = UserProject.Of(
            $$"""using Runnel; [Task("t")] public partial class @{{name}} { public void Run(int @{{name}}, Streams.@{{name}} streams) { } }""",
            $$"""using Runnel; public static partial class Streams { [Streams] public partial record @{{name}}(TaskStream<int> Numbers); }""",
            $$"""using Runnel; [Streams] public partial record Other([Stream("s")] TaskStream<int> @{{name}}); [Task("o")] public partial class O { public void Run(Other streams) { } }""",
            $$"""using Runnel; namespace N.@{{name}} { public partial class @{{name}} { [TaskClient<NoPayload, NoOutput, NoStreams>("c")] public partial class Api; } }""").Generate();

        Assert.DoesNotContain(project.Diagnostics, diagnostic => !diagnostic.Contains("CS8981", StringComparison.Ordinal));
    }
}
