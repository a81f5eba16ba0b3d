namespace Runnel.Benchmarks.Suites.Analyzers.Sources;

/// <summary>The files of a <see cref="ShopArea"/> that declare: two tasks that stream, two that a model calls, the set of these, and a task that asks a model.</summary>
internal static class TaskSources
{
    public static string Order(int area, string kind) => $$"""
        namespace Shop.Area{{area}};

        public sealed record {{kind}}Order{{area}}(string Id, int Amount, Uri? Source);

        public sealed record {{kind}}Step{{area}}(string Name, double Fraction);

        public sealed record {{kind}}Receipt{{area}}(string Id, decimal Total, IReadOnlyList<string> Lines);

        [Streams]
        public sealed partial record {{kind}}Streams{{area}}(TaskStream<string> Log, [Stream("steps")] TaskStream<{{kind}}Step{{area}}> Progress);

        /// <summary>Handles orders of an area.</summary>
        [Task("{{Id(kind)}}-{{area}}", MaxAttempts = 5)]
        public sealed partial class {{kind}}{{area}}(TimeProvider time)
        {
            public async Task<{{kind}}Receipt{{area}}> RunAsync(
                {{kind}}Order{{area}} order, {{kind}}Streams{{area}} streams, TaskContext context, CancellationToken cancellationToken)
            {
                await streams.Log.WriteAsync("order " + order.Id, cancellationToken);
                var lines = new List<string>();
                for (var line = 0; line < order.Amount; line++)
                {
                    lines.Add($"{time.GetUtcNow():O} {line}");
                    await streams.Progress.WriteAsync(new {{kind}}Step{{area}}("line", (double)line / order.Amount), cancellationToken);
                }

                return new {{kind}}Receipt{{area}}(order.Id, lines.Count, lines);
            }
        }
        """;

    public static string Tool(int area, string kind) => $$"""
        using System.ComponentModel;
        using System.ComponentModel.DataAnnotations;

        namespace Shop.Area{{area}};

        public sealed record {{kind}}Found{{area}}(string Place, double Value, string[] Notes);

        [ToolTask("{{Id(kind)}}-{{area}}", Description = "Looks something up in a place", MaxAttempts = 3)]
        public sealed partial class {{kind}}{{area}}(TimeProvider time)
        {
            public async Task<{{kind}}Found{{area}}> RunAsync(
                [Description("The place"), StringLength(80, MinimumLength = 1)] string place,
                [Description("How many days ahead"), Range(0, 10)] int days = 0,
                CancellationToken cancellationToken = default)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(days), time, cancellationToken);
                var notes = Enumerable.Range(0, days).Select(day => $"{place} in {day} days").ToArray();
                return new {{kind}}Found{{area}}(place, notes.Length / 2.0, notes);
            }
        }
        """;

    public static string Set(int area) => $$"""
        using System.ComponentModel;

        namespace Shop.Area{{area}};

        [Tools(typeof(Weather{{area}}), typeof(Stock{{area}}))]
        public sealed partial class Desk{{area}}
        {
            [Tool("convert", Description = "Celsius to Fahrenheit")]
            public double Convert([Description("Degrees Celsius")] double celsius) => (celsius * 9 / 5) + 32;
        }
        """;

    public static string Chat(int area) => $$"""
        using System.Text;
        using Microsoft.Extensions.AI;

        namespace Shop.Area{{area}};

        public sealed record Prompt{{area}}(string Text);

        public sealed record Answer{{area}}(string Text);

        [Streams]
        public sealed partial record ChatStreams{{area}}(TaskStream<ITextStreamPart<Desk{{area}}>> Model, TaskStream<string> Notes);

        [Task("chat-{{area}}", MaxAttempts = 3, MaxDurationSeconds = 300)]
        public sealed partial class Chat{{area}}(IChatClient model, Desk{{area}} desk)
        {
            public async Task<Answer{{area}}> RunAsync(Prompt{{area}} prompt, ChatStreams{{area}} streams, CancellationToken cancellationToken)
            {
                await streams.Notes.WriteAsync(prompt.Text, cancellationToken);
                var result = model.StreamText(prompt.Text, desk, new() { MaxSteps = 5 });
                var text = new StringBuilder();
                await foreach (var part in streams.Model.Pipe(result.FullStream).WithCancellation(cancellationToken))
                {
                    switch (part)
                    {
                        case StepStart: text.Clear(); break;
                        case TextDelta { Text: var delta }: text.Append(delta); break;
                    }
                }

                return new Answer{{area}}(text.ToString());
            }
        }
        """;

    public static string Id(string kind) => kind.ToLowerInvariant();
}
