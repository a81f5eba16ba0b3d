using Runnel.Sqlite.Database;
using Runnel.Sqlite.Tables;
using Runnel.Storage;

namespace Runnel.Sqlite.Upkeep;

/// <summary>What retention does to the tables.</summary>
internal sealed class RetentionTables(Connection connection)
{
    // Numbers of what is removed must not be given again: those of the log are the order in which other processes follow it.
    private readonly Statement remember = connection.Prepare("""
        UPDATE meta SET run = max(run, coalesce((SELECT max(no) FROM run), 0)), log = max(log, coalesce((SELECT max(id) FROM log), 0))
        """);

    // With what a parent that has not ended may still ask for; a step goes on behind it.
    private readonly Statement expired = connection.Prepare("""
        SELECT no, id, finished, status, EXISTS (SELECT 1 FROM run AS parent WHERE parent.id = run.parent AND parent.finished IS NULL)
        FROM run INDEXED BY run_finished WHERE finished IS NOT NULL AND (finished, no) > (?, ?) AND finished < ? ORDER BY finished, no LIMIT ?
        """);

    private readonly Statement removeTags = connection.Prepare("DELETE FROM tag WHERE id = ?");
    private readonly Statement removeClaims = connection.Prepare("DELETE FROM claim WHERE run = ?");
    private readonly Statement overClaims = connection.Prepare("SELECT key FROM claim WHERE expires <= ? ORDER BY expires LIMIT ?");
    private readonly Statement removeClaim = connection.Prepare("DELETE FROM claim WHERE key = ?");

    private readonly Statement throwAway = connection.Prepare("INSERT INTO garbage(run) VALUES (?)");
    private readonly Statement removeOperations = connection.Prepare("DELETE FROM operation WHERE run = ?");
    private readonly Statement removeRun = connection.Prepare("DELETE FROM run WHERE no = ?");
    private readonly Statement garbage = connection.Prepare("SELECT run FROM garbage LIMIT 1");
    private readonly Statement segments = connection.Prepare("SELECT id, length(body) FROM log WHERE run = ? ORDER BY last LIMIT ?");
    private readonly Statement removeSegment = connection.Prepare("DELETE FROM log WHERE id = ?");
    private readonly Statement removeGarbage = connection.Prepare("DELETE FROM garbage WHERE run = ?");
    private readonly Statement freePages = connection.Prepare("PRAGMA freelist_count");
    private readonly Statement pages = connection.Prepare("PRAGMA page_count");
    private (long Finished, long No) behind;

    /// <summary>Has runs disappear; their logs are garbage from here on.</summary>
    /// <returns>Whether there may be more; where not, the next call begins anew.</returns>
    public bool RemoveRuns(long before, int limit)
    {
        var runs = Expired(before, limit);
        if (runs.Exists(run => !run.IsKept))
        {
            remember.Execute();
        }

        foreach (var run in runs.Where(run => !run.IsKept))
        {
            throwAway.Bind(1, run.No).Execute();
            removeOperations.Bind(1, run.No).Execute();
            removeTags.Bind(1, run.Id).Execute();
            if (!run.HasCompleted)
            {
                // The key of one that completed stands until its own time is over.
                removeClaims.Bind(1, run.Id).Execute();
            }

            removeRun.Bind(1, run.No).Execute();
        }

        behind = runs.Count < limit ? default : (runs[^1].Finished, runs[^1].No);
        return runs.Count == limit;
    }

    /// <summary>Removes idempotency keys whose time is over.</summary>
    /// <returns>Whether there were any.</returns>
    public bool RemoveClaims(long now, int limit)
    {
        var keys = new List<string>();
        overClaims.Bind(1, now).Bind(2, limit);
        using (var rows = overClaims.Read())
        {
            while (rows.Next())
            {
                keys.Add(overClaims.GetString(0));
            }
        }

        keys.ForEach(key => removeClaim.Bind(1, key).Execute());
        return keys.Count > 0;
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

    private List<(long No, string Id, long Finished, bool HasCompleted, bool IsKept)> Expired(long before, int limit)
    {
        var result = new List<(long, string, long, bool, bool)>();
        expired.Bind(1, behind.Finished).Bind(2, behind.No).Bind(3, before).Bind(4, limit);
        using var rows = expired.Read();
        while (rows.Next())
        {
            result.Add((expired.Get(0), expired.GetString(1), expired.Get(2), expired.Get(3) == StatusCode.Of(RunStatus.Completed), expired.Get(4) == 1));
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
