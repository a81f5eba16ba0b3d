using System.Globalization;

namespace Runnel.Benchmarks.Suites.Sqlite.Latency;

/// <summary>What <see cref="SubscriberProcess"/> does: a command a line, to each the answers "live" and then the ages of what came.</summary>
internal static class SubscriberRole
{
    /// <summary>The argument by which the program is started in it.</summary>
    public const string Name = "subscribe-as-another-process";

    /// <summary>Follows a run: its id, how many chunks.</summary>
    public const string RunCommand = "run";

    /// <summary>Looks for rows: how many.</summary>
    public const string RowsCommand = "rows";

    public const string Live = "live";

    /// <summary>Plays it until nobody asks any more.</summary>
    /// <param name="runs">The store's file.</param>
    /// <param name="rows">The file without a store.</param>
    public static async Task PlayAsync(string runs, string rows)
    {
        await using var host = await SqliteHost.StartAsync(runs, configure: runnel => runnel.ClientOnly());
        using var bare = new BareFile(rows);
        var client = host.Client<PacedFeed.TaskClient>();
        while (Console.ReadLine() is { } command)
        {
            var ages = command.Split(' ') switch
            {
                [RunCommand, var run, var chunks] => await StampReader.ReadAsync(client.SubscribeAsync(run), Number(chunks), ReportLive),
                [RowsCommand, var chunks] => Look(bare, Number(chunks)),
                _ => throw new ArgumentException($"'{command}' is no command.", nameof(command)),
            };
            Console.WriteLine(string.Join(' ', ages));
        }
    }

    private static long[] Look(BareFile bare, int chunks)
    {
        var last = bare.Last();
        var (read, ages) = (0, new long[chunks]);
        ReportLive();
        while (read < chunks)
        {
            Thread.Sleep(1);
            foreach (var (id, stamp) in bare.After(last))
            {
                (last, ages[read++]) = (id, new Stamp(stamp, Text: "").Age());
            }
        }

        return ages;
    }

    private static void ReportLive() => Console.WriteLine(Live);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
