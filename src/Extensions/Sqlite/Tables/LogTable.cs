using Runnel.Sqlite.Database;
using Runnel.Storage;

namespace Runnel.Sqlite.Tables;

/// <summary>The segments and the operations of outside writers, for writing.</summary>
internal sealed class LogTable(Connection connection)
{
    private readonly Statement insert = connection.Prepare("INSERT INTO log(id, run, last, n, state, sum, body) VALUES (?, ?, ?, ?, ?, ?, ?)");
    private readonly Statement isDone = connection.Prepare("SELECT 1 FROM operation WHERE run = ? AND id = ?");
    private readonly Statement done = connection.Prepare("INSERT INTO operation(run, id) VALUES (?, ?)");

    public void Insert(long id, long run, long last, SegmentBody body)
    {
        var bytes = body.Bytes.Span;
        insert.Bind(1, id).Bind(2, run).Bind(3, last).Bind(4, body.Count).Bind(5, body.HasState ? 1 : 0)
            .Bind(6, BodySum.Of(last, body.Count, body.HasState, bytes)).Bind(7, bytes).Execute();
    }

    public bool IsDone(long run, string operation) => isDone.Bind(1, run).Bind(2, operation).Scalar() is not null;

    public void MarkDone(long run, string operation) => done.Bind(1, run).Bind(2, operation).Execute();
}
