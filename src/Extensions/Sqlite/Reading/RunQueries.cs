using Runnel.Sqlite.Database;
using Runnel.Sqlite.Tables;
using Runnel.Storage;

namespace Runnel.Sqlite.Reading;

/// <summary>Questions about runs and workers.</summary>
internal sealed class RunQueries(Connection connection)
{
    /// <summary>Sorts after every run's id.</summary>
    private const string Last = "\uFFFF";

    private readonly Statement find = connection.Prepare($"SELECT {RunRow.Columns} FROM run WHERE id = ?");

    private readonly Statement list = connection.Prepare($"""
        SELECT {RunRow.Columns} FROM run
        WHERE id < ?1 AND (?2 IS NULL OR task = ?2) AND (?3 IS NULL OR status = ?3) AND (finished IS NULL OR finished >= ?4)
        ORDER BY id DESC LIMIT ?5
        """);

    private readonly Statement owned = connection.Prepare($"SELECT {RunRow.Columns} FROM run WHERE worker = ? ORDER BY id");
    private readonly Statement leases = connection.Prepare("SELECT name, duration, renewals, dead FROM worker ORDER BY name");
    private readonly Statement lastLog = connection.Prepare("SELECT max(id) FROM log");

    public RunRow? Find(string runId)
    {
        find.Bind(1, runId);
        using var rows = find.Read();
        return rows.Next() ? RunRow.Read(find) : null;
    }

    public IReadOnlyList<RunHead> List(RunQuery query, long keptFrom)
    {
        list.Bind(1, query.Before ?? Last).Bind(2, query.TaskId).Bind(3, query.Status is { } status ? StatusCode.Of(status) : null)
            .Bind(4, keptFrom).Bind(5, query.Limit);
        return Heads(list);
    }

    public IReadOnlyList<RunHead> OwnedBy(string worker) => Heads(owned.Bind(1, worker));

    public IReadOnlyList<WorkerLease> Leases()
    {
        var result = new List<WorkerLease>();
        using var rows = leases.Read();
        while (rows.Next())
        {
            result.Add(new(leases.GetString(0), TimeSpan.FromTicks(leases.Get(1)), leases.Get(2), leases.Get(3) == 1));
        }

        return result;
    }

    public long LastLog() => lastLog.Scalar() ?? 0;

    private static List<RunHead> Heads(Statement statement)
    {
        var result = new List<RunHead>();
        using var rows = statement.Read();
        while (rows.Next())
        {
            result.Add(RunRow.Read(statement).Head);
        }

        return result;
    }
}
