namespace Runnel.Benchmarks.Suites.Analyzers.Sources;

/// <summary>The files of a <see cref="ShopArea"/> that follow runs, and that trigger them.</summary>
internal static class UseSources
{
    /// <summary>A subscriber with a switch statement.</summary>
    public static string Screen(int area, string kind) => $$"""
        using Part = Shop.Area{{area}}.{{kind}}{{area}}.StreamPart;

        namespace Shop.Area{{area}};

        public sealed class {{kind}}Screen{{area}}(TextWriter output)
        {
            private readonly Dictionary<string, int> seen = new(StringComparer.Ordinal);

            public async Task ShowAsync(IAsyncEnumerable<Part> parts, CancellationToken cancellationToken)
            {
                await foreach (var part in parts.WithCancellation(cancellationToken))
                {
                    switch (part)
                    {
                        case Part.Run(var run):
                            await output.WriteLineAsync($"{run.Id}: {run.Status}");
                            break;
                        case Part.Log(var text):
                            await output.WriteLineAsync(text);
                            break;
                        case Part.Progress({ Name: var name, Fraction: > 0.5 and var fraction }):
                            seen[name] = (int)(fraction * 100);
                            break;
                        case Part.StreamEnded(var key, var reason, _):
                            await output.WriteLineAsync($"{key}: {reason}");
                            break;
                    }
                }
            }

            public int Of(string name) => seen.TryGetValue(name, out var percent) ? percent : 0;
        }
        """;

    /// <summary>A subscriber with a switch expression that has an arm for every case.</summary>
    public static string Words(int area, string kind) => $$"""
        using Part = Shop.Area{{area}}.{{kind}}{{area}}.StreamPart;

        namespace Shop.Area{{area}};

        public static class {{kind}}Words{{area}}
        {
            public static string Of(Part part) => part switch
            {
                Part.Run(var run) => $"{run.Id} is {run.Status}",
                Part.Log(var text) => text.Trim(),
                Part.Progress(var step) => $"{step.Name}: {step.Fraction:P0}",
                Part.StreamEnded(var key, var reason, var error) => error is null ? $"{key} {reason}" : error.Message,
                Part.Unknown(var key, _) => $"({key})",
            };

            public static IEnumerable<string> Logs(IEnumerable<Part> parts) => parts.OfType<Part.Log>().Select(log => log.Chunk).Where(text => text.Length > 0);
        }
        """;

    /// <summary>A subscriber to what a model says and calls.</summary>
    public static string Transcript(int area) => $$"""
        using Part = Shop.Area{{area}}.Chat{{area}}.StreamPart;

        namespace Shop.Area{{area}};

        public static class Transcript{{area}}
        {
            public static string Show(Part part) => part switch
            {
                Part.Model(TextDelta { Text: var text }) => text,
                Part.Model(Weather{{area}}.ToolCall { Arguments.Place: var place }) => $"How is the weather in {place}?",
                Part.Model(Weather{{area}}.ToolResult { Output.Value: var value }) => $"{value} °C",
                Part.Model(Desk{{area}}.ConvertToolResult { Output: var fahrenheit }) => $"{fahrenheit} °F",
                Part.Model(IToolError { ToolName: var tool, Error: var error }) => $"{tool} failed: {error.Message}",
                Part.Notes(var note) => note,
                Part.StreamEnded(var key, _, _) => key,
                _ => "",
            };
        }
        """;

    /// <summary>A class that has clients, and reads the results of runs.</summary>
    public static string Caller(int area, string kind) => $$"""
        namespace Shop.Area{{area}};

        public sealed class {{kind}}Desk{{area}}({{kind}}{{area}}.TaskClient client)
        {
            public async Task<decimal> BuyAsync(string id, int amount, CancellationToken cancellationToken)
            {
                if (amount <= 0)
                {
                    throw new ArgumentOutOfRangeException(nameof(amount));
                }

                var result = await client.TriggerAndWaitAsync(new {{kind}}Order{{area}}(id, amount, null), cancellationToken: cancellationToken);
                return result.GetOutputOrThrow().Total;
            }

            public async Task<string> TryAsync(string id, CancellationToken cancellationToken)
            {
                var result = await client.TriggerAndWaitAsync(new {{kind}}Order{{area}}(id, 1, null), cancellationToken: cancellationToken);
                return result.IsSuccess ? result.Output.Id : $"{result.Status}";
            }
        }
        """;

    /// <summary>A class that asks a model, in a run.</summary>
    public static string Asker(int area) => $$"""
        namespace Shop.Area{{area}};

        public sealed class Asker{{area}}(Chat{{area}}.TaskClient chat)
        {
            public async Task<IReadOnlyList<string>> AskAsync(IEnumerable<string> questions, CancellationToken cancellationToken)
            {
                var answers = new List<string>();
                foreach (var question in questions.Distinct(StringComparer.OrdinalIgnoreCase))
                {
                    var answer = await chat.TriggerAndWaitAsync(new Prompt{{area}}(question), cancellationToken: cancellationToken);
                    answers.Add(answer.GetOutputOrThrow().Text);
                }

                return answers;
            }
        }
        """;
}
