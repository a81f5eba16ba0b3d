namespace Runnel.Benchmarks.Suites.Analyzers.Sources;

/// <summary>Files that have nothing to do with tasks, as most of a program has not.</summary>
internal static class BusinessSources
{
    private static readonly Func<int, string>[] Kinds = [Stock, Report, Pricing, Route, Cache, Parser];

    public static string File(int number) => Kinds[number % Kinds.Length](number);

    private static string Stock(int number) => $$"""
        namespace Shop.Model{{number % 30}};

        public enum Movement{{number}} { In, Out, Lost }

        public class Stock{{number}}
        {
            private readonly Dictionary<string, int> items = new(StringComparer.Ordinal);

            public int Total => items.Values.Sum();

            public void Move(string item, int count, Movement{{number}} movement)
            {
                switch (movement)
                {
                    case Movement{{number}}.In:
                        items[item] = items.GetValueOrDefault(item) + count;
                        break;
                    case Movement{{number}}.Out when items.TryGetValue(item, out var there) && there >= count:
                        items[item] = there - count;
                        break;
                    case Movement{{number}}.Lost:
                        items.Remove(item);
                        break;
                    default:
                        throw new InvalidOperationException($"There are not {count} of {item}.");
                }
            }

            public IEnumerable<string> Items() => items.Where(entry => entry.Value > 0).OrderBy(entry => entry.Key).Select(entry => entry.Key);
        }
        """;

    private static string Report(int number) => $$"""
        using System.Text;

        namespace Shop.Model{{number % 30}};

        public sealed record Sale{{number}}(string Customer, DateTime At, decimal Amount, string? Note = null);

        public static class Report{{number}}
        {
            public static string Write(IReadOnlyList<Sale{{number}}> sales, DateTime since)
            {
                var text = new StringBuilder();
                var groups =
                    from sale in sales
                    where sale.At >= since
                    group sale by sale.Customer into customer
                    orderby customer.Sum(sale => sale.Amount) descending
                    select new { customer.Key, Total = customer.Sum(sale => sale.Amount), Last = customer.Max(sale => sale.At) };
                foreach (var group in groups.Take(10))
                {
                    text.Append(group.Key).Append(": ").Append(group.Total).Append(" until ").AppendLine(group.Last.ToString("d"));
                }

                return text.Length == 0 ? "nothing" : text.ToString();
            }
        }
        """;

    private static string Pricing(int number) => $$"""
        namespace Shop.Model{{number % 30}};

        public abstract record Discount{{number}}
        {
            public sealed record Share(decimal Percent) : Discount{{number}};

            public sealed record Fixed(decimal Amount, decimal From) : Discount{{number}};
        }

        public sealed class Pricing{{number}}(IReadOnlyList<Discount{{number}}> discounts)
        {
            public decimal Of(decimal price, int count)
            {
                var total = price * count;
                foreach (var discount in discounts)
                {
                    total -= discount switch
                    {
                        Discount{{number}}.Share { Percent: > 0 and <= 100 } share => total * share.Percent / 100,
                        Discount{{number}}.Fixed(var amount, var from) when total >= from => Math.Min(amount, total),
                        _ => 0,
                    };
                }

                return decimal.Round(total, 2, MidpointRounding.ToEven);
            }
        }
        """;

    private static string Route(int number) => $$"""
        namespace Shop.Model{{number % 30}};

        public readonly record struct Point{{number}}(double X, double Y)
        {
            public double To(Point{{number}} other) => Math.Sqrt(((X - other.X) * (X - other.X)) + ((Y - other.Y) * (Y - other.Y)));
        }

        public static class Route{{number}}
        {
            public static List<Point{{number}}> Nearest(Point{{number}} start, IEnumerable<Point{{number}}> points)
            {
                var (left, route) = (points.ToList(), new List<Point{{number}}> { start });
                while (left.Count > 0)
                {
                    var best = 0;
                    for (var index = 1; index < left.Count; index++)
                    {
                        if (left[index].To(route[^1]) < left[best].To(route[^1]))
                        {
                            best = index;
                        }
                    }

                    route.Add(left[best]);
                    left.RemoveAt(best);
                }

                return route;
            }
        }
        """;

    private static string Cache(int number) => $$"""
        using System.Collections.Concurrent;

        namespace Shop.Model{{number % 30}};

        public interface ISource{{number}}
        {
            Task<string?> ReadAsync(string key, CancellationToken cancellationToken);
        }

        public sealed class Cache{{number}}(ISource{{number}} source, TimeProvider time) : ISource{{number}}
        {
            private readonly ConcurrentDictionary<string, (string? Value, DateTimeOffset Until)> entries = new(StringComparer.Ordinal);

            public async Task<string?> ReadAsync(string key, CancellationToken cancellationToken)
            {
                if (entries.TryGetValue(key, out var entry) && entry.Until > time.GetUtcNow())
                {
                    return entry.Value;
                }

                try
                {
                    var value = await source.ReadAsync(key, cancellationToken).ConfigureAwait(false);
                    entries[key] = (value, time.GetUtcNow().AddMinutes(5));
                    return value;
                }
                catch (IOException) when (entry.Value is not null)
                {
                    return entry.Value;
                }
            }
        }
        """;

    private static string Parser(int number) => $$"""
        namespace Shop.Model{{number % 30}};

        public sealed class Csv{{number}}
        {
            public static IEnumerable<string[]> Read(TextReader reader, char separator = ';')
            {
                while (reader.ReadLine() is { } line)
                {
                    if (line.Length == 0 || line[0] == '#')
                    {
                        continue;
                    }

                    yield return line.Split(separator).Select(cell => cell.Trim('"', ' ')).ToArray();
                }
            }

            public static bool TryNumber(string[] cells, int column, out int value)
            {
                value = 0;
                return column < cells.Length && int.TryParse(cells[column], out value);
            }
        }
        """;
}
