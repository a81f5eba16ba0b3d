using Runnel.Sqlite.Database;

namespace Runnel.Sqlite.Tables;

/// <summary>The runs that can be taken. Every question is answered from the front of an index, however many runs wait.</summary>
internal sealed class ReadyTable(Connection connection)
{
    private readonly Statement page = connection.Prepare(
        $"SELECT {RunRow.Columns}, ready FROM run WHERE task = ? AND ready IS NOT NULL ORDER BY ready LIMIT ?");

    private readonly Statement dueRuns = connection.Prepare(
        "SELECT due, no FROM run WHERE task = ? AND due IS NOT NULL AND ready IS NULL AND due <= ? ORDER BY due LIMIT ?");

    private readonly Statement nextDue = connection.Prepare("SELECT min(due) FROM run WHERE task = ? AND due IS NOT NULL AND ready IS NULL");
    private readonly Statement makeReady = connection.Prepare("UPDATE run SET ready = ? WHERE no = ?");

    /// <summary>Runs of a task in the order in which they became ready.</summary>
    public List<(long Ready, RunRow Row)> Page(string taskId, int limit)
    {
        var result = new List<(long, RunRow)>();
        page.Bind(1, taskId).Bind(2, limit);
        using var rows = page.Read();
        while (rows.Next())
        {
            result.Add((page.Get(14), RunRow.Read(page)));
        }

        return result;
    }

    /// <summary>Delayed runs of a task that are due, the longest first.</summary>
    public List<(long Due, long No)> Due(string taskId, DateTimeOffset now, int limit)
    {
        var result = new List<(long, long)>();
        dueRuns.Bind(1, taskId).Bind(2, RunRow.Ticks(now)).Bind(3, limit);
        using var rows = dueRuns.Read();
        while (rows.Next())
        {
            result.Add((dueRuns.Get(0), dueRuns.Get(1)));
        }

        return result;
    }

    /// <summary>When the task's next delayed run is due, in ticks.</summary>
    public long? NextDue(string taskId) => nextDue.Bind(1, taskId).Scalar();

    public void MakeReady(long no, long ready) => makeReady.Bind(1, ready).Bind(2, no).Execute();
}
