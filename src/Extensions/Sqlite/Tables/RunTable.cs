using Runnel.Sqlite.Database;
using Runnel.Storage;

namespace Runnel.Sqlite.Tables;

/// <summary>The rows of runs, for writing.</summary>
internal sealed class RunTable(Connection connection)
{
    private readonly Statement insert = connection.Prepare("""
        INSERT INTO run(no, id, task, created, epoch, status, due, ready, place, head, queue, own, key, priority, expires, batch, parent, awaited, attempt, writer)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0) ON CONFLICT (id) DO NOTHING
        """);

    private readonly Statement find = connection.Prepare($"SELECT {RunRow.Columns} FROM run WHERE id = ?");
    private readonly Statement owned = connection.Prepare($"SELECT {RunRow.Columns} FROM run WHERE worker = ? AND token = ? ORDER BY no");
    private readonly Statement ownsAny = connection.Prepare("SELECT 1 FROM run WHERE worker = ? LIMIT 1");
    private readonly Statement grow = connection.Prepare("UPDATE run SET head = ?, intent = ?, writer = ? WHERE no = ?");
    private readonly Statement stay = connection.Prepare("UPDATE run SET head = ?, intent = ?, writer = ?, status = ?, line = NULL WHERE no = ?");

    private readonly Statement update = connection.Prepare("""
        UPDATE run SET status = ?, due = ?, ready = ?, place = ?, attempt = ?, head = ?, intent = ?, finished = ?, worker = ?, token = ?, writer = ?, queue = ?,
            expires = ?, line = NULL
        WHERE no = ?
        """);

    /// <summary>Adds a run, unless it is there.</summary>
    public bool Insert(RunRow row, long? ready)
    {
        var head = row.Head;
        insert.Bind(1, row.No).Bind(2, head.RunId).Bind(3, head.TaskId).Bind(4, RunRow.Ticks(head.CreatedAt)).Bind(5, head.Epoch)
            .Bind(6, StatusCode.Of(head.Status)).Bind(7, RunRow.Ticks(head.DueAt)).Bind(8, ready).Bind(9, row.Place).Bind(10, head.Head)
            .Bind(11, head.Queue).Bind(12, head.IsInOwnQueue ? 1 : 0).BindKey(13, head.ConcurrencyKey).Bind(14, head.Priority)
            .Bind(15, RunRow.Ticks(head.ExpiresAt)).Bind(16, head.BatchId).Bind(17, head.ParentId).Bind(18, head.IsAwaited ? 1 : 0).Execute();
        return connection.Changes() == 1;
    }

    public RunRow? Find(string runId)
    {
        find.Bind(1, runId);
        using var rows = find.Read();
        return rows.Next() ? RunRow.Read(find) : null;
    }

    public List<RunRow> Owned(string worker, long token)
    {
        var result = new List<RunRow>();
        owned.Bind(1, worker).Bind(2, token);
        using var rows = owned.Read();
        while (rows.Next())
        {
            result.Add(RunRow.Read(owned));
        }

        return result;
    }

    public bool OwnsAny(string worker) => ownsAny.Bind(1, worker).Scalar() is not null;

    /// <summary>Stores a row that has grown and stands where it stood: no index is touched.</summary>
    public void Grow(RunRow row) =>
        grow.Bind(1, row.Head.Head).Bind(2, StatusCode.Of(row.Head.Intent)).Bind(3, row.Head.WriterSequence).Bind(4, row.No).Execute();

    /// <summary>Stores a row that stands elsewhere now, and is the same execution's: no index is touched but the line's.</summary>
    public void Stay(RunRow row) =>
        stay.Bind(1, row.Head.Head).Bind(2, StatusCode.Of(row.Head.Intent)).Bind(3, row.Head.WriterSequence)
            .Bind(4, StatusCode.Of(row.Head.Status)).Bind(5, row.No).Execute();

    /// <summary>Stores a row that stands elsewhere now.</summary>
    public void Update(RunRow row, long? ready)
    {
        var head = row.Head;
        update.Bind(1, StatusCode.Of(head.Status)).Bind(2, RunRow.Ticks(head.DueAt)).Bind(3, ready).Bind(4, row.Place).Bind(5, head.Attempt)
            .Bind(6, head.Head).Bind(7, StatusCode.Of(head.Intent)).Bind(8, RunRow.Ticks(head.FinishedAt)).Bind(9, head.Worker).Bind(10, head.Token)
            .Bind(11, head.WriterSequence).Bind(12, head.Queue).Bind(13, RunRow.Ticks(head.ExpiresAt)).Bind(14, row.No).Execute();
    }
}
