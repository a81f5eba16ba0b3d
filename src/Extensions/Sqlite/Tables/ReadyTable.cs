using Runnel.Sqlite.Database;

namespace Runnel.Sqlite.Tables;

/// <summary>The runs that can be taken, or will be. Every question is answered from the front of an index, however many runs wait.</summary>
internal sealed class ReadyTable(Connection connection)
{
    private readonly Statement page = connection.Prepare($"""
        SELECT {RunRow.Columns}, ready FROM run INDEXED BY run_ready WHERE place = ? AND place IS NOT NULL ORDER BY priority DESC, ready LIMIT ?
        """);

    private readonly Statement any = connection.Prepare("SELECT 1 FROM run INDEXED BY run_ready WHERE place = ? AND place IS NOT NULL LIMIT 1");

    private readonly Statement dueRuns = connection.Prepare($"""
        SELECT {RunRow.Columns} FROM run INDEXED BY run_due WHERE task = ? AND due IS NOT NULL AND ready IS NULL AND due <= ? ORDER BY due LIMIT ?
        """);

    private readonly Statement nextDue = connection.Prepare(
        "SELECT min(due) FROM run INDEXED BY run_due WHERE task = ? AND due IS NOT NULL AND ready IS NULL");

    private readonly Statement expiredRuns = connection.Prepare($"""
        SELECT {RunRow.Columns} FROM run INDEXED BY run_expires
        WHERE task = ? AND expires IS NOT NULL AND worker IS NULL AND finished IS NULL AND expires <= ? ORDER BY expires LIMIT ?
        """);

    private readonly Statement nextExpiry = connection.Prepare(
        "SELECT min(expires) FROM run INDEXED BY run_expires WHERE task = ? AND expires IS NOT NULL AND worker IS NULL AND finished IS NULL");

    private readonly Statement makeReady = connection.Prepare("UPDATE run SET ready = ?, place = ? WHERE no = ?");

    /// <summary>The runs of a place whose turn is next, and since when each is ready.</summary>
    public List<(long Ready, RunRow Row)> Page(long place, int limit)
    {
        var result = new List<(long, RunRow)>();
        page.Bind(1, place).Bind(2, limit);
        using var rows = page.Read();
        while (rows.Next())
        {
            var row = RunRow.Read(page);
            result.Add((page.Get(24), row));
        }

        return result;
    }

    public bool Any(long place) => any.Bind(1, place).Scalar() is not null;

    /// <summary>Delayed runs of a task that are due, the longest first.</summary>
    public List<RunRow> Due(string taskId, DateTimeOffset now, int limit) => UpTo(dueRuns, taskId, now, limit);

    /// <summary>Runs of a task whose time to begin is over, the longest first.</summary>
    public List<RunRow> Expired(string taskId, DateTimeOffset now, int limit) => UpTo(expiredRuns, taskId, now, limit);

    /// <summary>When the task's next delayed run is due, or the next of its runs expires, in ticks.</summary>
    public long? NextDue(string taskId)
    {
        var due = nextDue.Bind(1, taskId).Scalar();
        var expiry = nextExpiry.Bind(1, taskId).Scalar();
        return due is null || expiry < due ? expiry : due;
    }

    public void MakeReady(long no, long ready, long place) => makeReady.Bind(1, ready).Bind(2, place).Bind(3, no).Execute();

    private static List<RunRow> UpTo(Statement statement, string taskId, DateTimeOffset now, int limit)
    {
        var result = new List<RunRow>();
        statement.Bind(1, taskId).Bind(2, RunRow.Ticks(now)).Bind(3, limit);
        using var rows = statement.Read();
        while (rows.Next())
        {
            result.Add(RunRow.Read(statement));
        }

        return result;
    }
}
