using Runnel.Sqlite.Database;
using Runnel.Sqlite.Tables;
using Runnel.Storage;

namespace Runnel.Sqlite.Reading;

/// <summary>Questions about runs and workers.</summary>
internal sealed class RunQueries(Connection connection)
{
    private readonly Statement find = connection.Prepare($"SELECT {RunRow.Columns} FROM run WHERE id = ?");

    private readonly Statement isLive = connection.Prepare("SELECT 1 FROM run WHERE id = ? AND finished IS NULL");
    private readonly Statement owned = connection.Prepare($"SELECT {RunRow.Columns} FROM run WHERE worker = ? ORDER BY id");
    private readonly Statement leases = connection.Prepare("SELECT name, duration, renewals, dead FROM worker ORDER BY name");
    private readonly Statement lastLog = connection.Prepare("SELECT max(id) FROM log");

    public RunRow? Find(string runId)
    {
        find.Bind(1, runId);
        using var rows = find.Read();
        return rows.Next() ? RunRow.Read(find) : null;
    }

    /// <summary>Whether a run is there and has not ended.</summary>
    public bool IsLive(string? runId) => runId is not null && isLive.Bind(1, runId).Scalar() is not null;

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

    public static List<RunHead> Heads(Statement statement)
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
