using System.Globalization;
using Runnel.Crash.Roles;
using Runnel.Crash.Tasks;

namespace Runnel.Crash.Checks;

/// <summary>
/// Looks at the slots while workers run, die and are held, at moments of its own: there are never more than the limit, and they are those of the runs
/// that execute.
/// </summary>
internal sealed class SlotSampler : IAsyncDisposable
{
    private const int FindingsTold = 5;

    // One statement, so one moment. Executing is 3.
    private const string Slots = $"""
        SELECT 'slots', queue, key, count(*) FROM slot GROUP BY 2, 3
        UNION ALL
        SELECT 'executing', queue, key, count(*) FROM run WHERE worker IS NOT NULL AND status = 3 AND queue = '{Narrow.Queue}' GROUP BY 2, 3
        UNION ALL
        SELECT 'executing without a slot', queue, key, id FROM run
        WHERE worker IS NOT NULL AND status = 3 AND queue = '{Narrow.Queue}' AND NOT EXISTS (SELECT 1 FROM slot WHERE slot.run = run.no)
        UNION ALL
        SELECT 'a slot without execution', slot.queue, slot.key, run.id FROM slot LEFT JOIN run ON run.no = slot.run WHERE run.status IS NOT 3
        """;

    private readonly DatabaseView database;
    private readonly Thread thread;
    private readonly Random random;
    private readonly TimeSpan longestPause;
    private readonly int limit;
    private readonly Findings findings;
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int told;
    private volatile bool isStopping;

    public SlotSampler(WorkFolder folder, int limit, TimeSpan longestPause, int seed, Findings findings)
    {
        (this.limit, this.longestPause, this.findings) = (limit, longestPause, findings);
        database = new DatabaseView(folder);
        random = new Random(seed);
        thread = new Thread(Run) { IsBackground = true, Name = "slots" };
        thread.Start();
    }

    /// <summary>How often the database has answered.</summary>
    public int Samples { get; private set; }

    /// <summary>How many slots of one lane were taken at once, at most.</summary>
    public int Most { get; private set; }

    /// <summary>What is left when every run has ended, and every process.</summary>
    public static void CheckEnd(WorkFolder folder, Findings findings)
    {
        using var database = new DatabaseView(folder);
        var left = database.TryQuery("SELECT 'slot', queue || '/' || key, run FROM slot UNION ALL SELECT 'run', status, id FROM run WHERE awaited = 1 AND finished IS NULL");
        if (left is null)
        {
            findings.Add(FindingKind.Broken, $"The slots in {folder.Database} cannot be read.");
        }

        foreach (var row in left ?? [])
        {
            findings.Add(FindingKind.Stuck, row[0] == "slot"
                ? $"When all had ended, a slot of {row[1]} is run {row[2]}'s."
                : $"When all had ended, run {row[2]}, which a parent waited for, has status {row[1]}.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        isStopping = true;
        await ended.Task;
        database.Dispose();
    }

    private void Run()
    {
        try
        {
            while (!isStopping)
            {
                Sample();
                Thread.Sleep(random.Next((int)longestPause.TotalMilliseconds + 1));
            }
        }
        catch (InvalidDataException exception)
        {
            findings.Add(FindingKind.Broken, exception.Message);
        }
        finally
        {
            ended.SetResult();
        }
    }

    private void Sample()
    {
        if (database.TryQuery(Slots) is not { } rows)
        {
            return;
        }

        Samples++;
        foreach (var row in rows)
        {
            var (what, lane, value) = (row[0]!, $"{row[1]}/{row[2]}", row[3]!);
            if (what is not ("slots" or "executing"))
            {
                Tell($"There is {what} in lane {lane}: {value}.");
                continue;
            }

            var count = int.Parse(value, CultureInfo.InvariantCulture);
            Most = what == "slots" ? Math.Max(Most, count) : Most;
            if (count > limit)
            {
                Tell($"There are {count} {what} in lane {lane}; its limit is {limit}.");
            }
        }
    }

    private void Tell(string message)
    {
        if (told++ < FindingsTold)
        {
            findings.Add(FindingKind.Broken, string.Create(CultureInfo.InvariantCulture, $"{DateTimeOffset.UtcNow:HH:mm:ss.fff}: {message}"));
        }
    }
}
