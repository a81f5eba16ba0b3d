using Microsoft.CodeAnalysis;
using Runnel.Generators.Tests.Harness;

namespace Runnel.Generators.Tests.Incrementality;

/// <summary>A project of several files, and what an edit of it made run again.</summary>
internal sealed class EditedProject
{
    private readonly GeneratorSession session = new(UserProject.Of(Sources));
    private readonly GeneratedProject before;

    public EditedProject() => before = session.Generate();

    /// <summary>Types, two records of streams, two tool tasks, a set, two tasks, a contract, a module, and a class that has nothing to do with them.</summary>
    public static string[] Sources =>
    [
        "namespace MyApp; public sealed record Prompt(string Text); public sealed record Answer(string Text);",
        "namespace MyApp; public sealed record Token(string Text);",
        "namespace MyApp; [Runnel.Streams] public sealed partial record ChatStreams(Runnel.TaskStream<Token> Tokens);",
        "namespace MyApp; [Runnel.Streams] public sealed partial record OtherStreams(Runnel.TaskStream<int> Numbers);",
        """
        using Runnel;

        namespace MyApp;

        [ToolTask("get-weather", Description = "weather")]
        public sealed partial class GetWeather(TimeProvider time)
        {
            public string Run(string location, [System.ComponentModel.Description("days")] int days = 1) => location + days + time;
        }
        """,
        """namespace MyApp; [Runnel.ToolTask("ask")] public sealed partial class Ask { public string Run(Prompt prompt) => prompt.Text; }""",
        """
        using Runnel;

        namespace MyApp;

        [Tools(typeof(GetWeather), typeof(Ask))]
        public sealed partial class WeatherTools(TimeProvider clock)
        {
            [Tool] public double Convert(double celsius) => celsius + 32;
            [Tool("now")] public string Now() => clock.ToString()!;
        }
        """,
        """
        using Runnel;

        namespace MyApp;

        [Task("chat")]
        public sealed partial class Chat(TimeProvider time)
        {
            public async Task<Answer> RunAsync(Prompt prompt, ChatStreams streams)
            {
                await streams.Tokens.WriteAsync(new Token(prompt.Text));
                return new Answer(time.ToString()!);
            }
        }
        """,
        """
        using Runnel;

        namespace MyApp;

        [Task("forecast")]
        public sealed partial class Forecast
        {
            public int Run(string location, int days = 3) => location.Length * days;
        }
        """,
        """namespace MyApp; [Runnel.TaskClient<Prompt, Answer, ChatStreams>("remote-chat")] public sealed partial class ChatApi;""",
        "namespace MyApp; [Runnel.TaskModule] public static partial class MyTasks;",
        "namespace MyApp; public static class Unrelated { public static int Number => 1; }",
    ];

    /// <summary>What runs again after an edit: per stage the reasons of its outputs, where not all are Cached; then the re-emitted files.</summary>
    public string After(Action<GeneratorSession> edit)
    {
        edit(session);
        var after = session.Generate().AssertCompiles();
        var stages = TrackingNames.All
            .Select(name => (name, Reasons: after.Reasons(name)))
            .Where(stage => stage.Reasons.Any(reason => reason != IncrementalStepRunReason.Cached))
            .Select(stage => $"{stage.name}: {string.Join(' ', stage.Reasons.Select(reason => reason.ToString()).Order(StringComparer.Ordinal))}");
        var emitted = after.Texts
            .Where(source => !before.Texts.TryGetValue(source.Key, out var text) || text != source.Value)
            .Select(source => source.Key)
            .Order(StringComparer.Ordinal);
        return string.Join("\n", stages.Append("emitted: " + string.Join(' ', emitted)).Select(line => line.TrimEnd()));
    }
}
