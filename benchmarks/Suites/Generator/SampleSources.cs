namespace Runnel.Benchmarks.Suites.Generator;

/// <summary>The sources of a <see cref="SampleProject"/>. What an edit changes stands in them as a parameter.</summary>
internal static class SampleSources
{
    public const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Runnel;
        """;

    public static string Task(int number, string comment = "", string greeting = "order", string stream = "") => $$"""
        namespace Shop.Area{{number % 20}};

        public sealed record Order{{number}}(string Id, int Amount, Uri? Source);

        public sealed record Step{{number}}(string Name, double Fraction);

        public sealed record Receipt{{number}}(string Id, decimal Total, IReadOnlyList<string> Lines);

        [Streams]
        public sealed partial record Streams{{number}}(TaskStream<string> Log, [Stream("steps")] TaskStream<Step{{number}}> Progress{{stream}});

        /// <summary>Handles orders of kind {{number}}. {{comment}}</summary>
        [Task("handle-order-{{number}}", MaxAttempts = 5)]
        public sealed partial class HandleOrder{{number}}(TimeProvider time)
        {
            public async Task<Receipt{{number}}> RunAsync(
                Order{{number}} order, Streams{{number}} streams, TaskContext context, CancellationToken cancellationToken)
            {
                await streams.Log.WriteAsync("{{greeting}} " + order.Id, cancellationToken);
                var lines = new List<string>();
                for (var line = 0; line < order.Amount; line++)
                {
                    lines.Add($"{time.GetUtcNow():O} {line}");
                    await streams.Progress.WriteAsync(new Step{{number}}("line", (double)line / order.Amount), cancellationToken);
                }

                return new Receipt{{number}}(order.Id, lines.Count, lines);
            }
        }
        """;

    public static string Other(int number, string member = "") => $$"""
        namespace Shop.Model{{number % 30}};

        /// <summary>Something that has nothing to do with tasks.</summary>
        [Serializable]
        public class Entity{{number}}
        {
            private readonly Dictionary<string, int> stock = new();

            public string Name { get; init; } = "entity {{number}}";

            public int Total => stock.Values.Sum();

            public void Add(string item, int count)
            {
                if (!stock.TryAdd(item, count))
                {
                    stock[item] += count;
                }
            }

            public IEnumerable<string> Items() => stock.Where(entry => entry.Value > 0).Select(entry => entry.Key).Order();
            {{member}}
        }
        """;
}
