using Runnel.Sqlite.Database;

namespace Runnel.Sqlite.Upkeep;

/// <summary>What retention does to the tables.</summary>
internal sealed class RetentionTables(Connection connection)
{
    // Numbers of what is removed must not be given again: those of the log are the order in which other processes follow it.
    private readonly Statement remember = connection.Prepare("""
        UPDATE meta SET run = max(run, coalesce((SELECT max(no) FROM run), 0)), log = max(log, coalesce((SELECT max(id) FROM log), 0))
        """);

    private readonly Statement expired = connection.Prepare(
        "SELECT no FROM run WHERE finished IS NOT NULL AND finished < ? ORDER BY finished LIMIT ?");

    private readonly Statement throwAway = connection.Prepare("INSERT INTO garbage(run) VALUES (?)");
    private readonly Statement removeOperations = connection.Prepare("DELETE FROM operation WHERE run = ?");
    private readonly Statement removeRun = connection.Prepare("DELETE FROM run WHERE no = ?");
    private readonly Statement garbage = connection.Prepare("SELECT run FROM garbage LIMIT 1");
    private readonly Statement segments = connection.Prepare("SELECT id, length(body) FROM log WHERE run = ? ORDER BY last LIMIT ?");
    private readonly Statement removeSegment = connection.Prepare("DELETE FROM log WHERE id = ?");
    private readonly Statement removeGarbage = connection.Prepare("DELETE FROM garbage WHERE run = ?");
    private readonly Statement freePages = connection.Prepare("PRAGMA freelist_count");
    private readonly Statement pages = connection.Prepare("PRAGMA page_count");

    /// <summary>Has runs disappear; their logs are garbage from here on.</summary>
    /// <returns>Whether there were any.</returns>
    public bool RemoveRuns(long before, int limit)
    {
        expired.Bind(1, before).Bind(2, limit);
        var runs = Numbers(expired);
        if (runs.Count > 0)
        {
            remember.Execute();
        }

        foreach (var run in runs)
        {
            throwAway.Bind(1, run).Execute();
            removeOperations.Bind(1, run).Execute();
            removeRun.Bind(1, run).Execute();
        }

        return runs.Count > 0;
    }

    /// <summary>Removes a piece of a log that is garbage.</summary>
    /// <returns>Whether there was one.</returns>
    public bool RemoveSegments(int limit, int bytes)
    {
        if (garbage.Scalar() is not { } run)
        {
            return false;
        }

        var (removable, isLast) = Segments(run, limit, bytes);
        remember.Execute();
        foreach (var segment in removable)
        {
            removeSegment.Bind(1, segment).Execute();
        }

        if (isLast)
        {
            removeGarbage.Bind(1, run).Execute();
        }

        return true;
    }

    /// <summary>Shortens the file by a piece, where much of it is empty; what is little is soon filled again.</summary>
    /// <returns>Whether it did.</returns>
    public bool GiveBackRoom(int limit)
    {
        var free = freePages.Scalar() ?? 0;
        if (free < limit || free * 4 < pages.Scalar())
        {
            return false;
        }

        connection.Execute($"PRAGMA incremental_vacuum({limit})");
        return true;
    }

    private static List<long> Numbers(Statement statement)
    {
        var result = new List<long>();
        using var rows = statement.Read();
        while (rows.Next())
        {
            result.Add(statement.Get(0));
        }

        return result;
    }

    private (List<long> Ids, bool IsLast) Segments(long run, int limit, int bytes)
    {
        var result = new List<long>();
        var size = 0L;
        segments.Bind(1, run).Bind(2, limit);
        using var rows = segments.Read();
        while (rows.Next())
        {
            size += segments.Get(1);
            if (size > bytes && result.Count > 0)
            {
                return (result, IsLast: false);
            }

            result.Add(segments.Get(0));
        }

        return (result, IsLast: result.Count < limit);
    }
}
