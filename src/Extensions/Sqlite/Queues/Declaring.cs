using Runnel.Sqlite.Database;
using Runnel.Sqlite.Tables;
using Runnel.Storage;

namespace Runnel.Sqlite.Queues;

/// <summary>What a declaration changes for runs that are there: those that wait in their task's queue move with it; where a limit changes, others may begin.</summary>
internal sealed class Declaring(Connection connection, Declarations declarations, Lanes lanes)
{
    private readonly Statement executing = connection.Prepare("""
        SELECT no, key FROM run INDEXED BY run_owned WHERE worker IS NOT NULL AND queue = ? AND status = ? AND expires IS NULL ORDER BY no
        """);

    private readonly Statement lanesOfQueue = connection.Prepare("""
        SELECT key FROM place WHERE queue = ?1 UNION SELECT key FROM run INDEXED BY run_line WHERE queue = ?1 AND line IS NOT NULL
        """);

    private readonly Statement placesOfTask = connection.Prepare("SELECT no, key FROM place WHERE queue = ? AND task = ?");
    private readonly Statement moveReady = connection.Prepare("UPDATE run INDEXED BY run_ready SET queue = ?, place = ? WHERE place = ? AND place IS NOT NULL AND own = 1");
    private readonly Statement anyOwn = connection.Prepare("SELECT 1 FROM run INDEXED BY run_ready WHERE place = ? AND place IS NOT NULL AND own = 1 LIMIT 1");

    private readonly Statement moveDelayed = connection.Prepare(
        "UPDATE run INDEXED BY run_due SET queue = ? WHERE task = ? AND due IS NOT NULL AND ready IS NULL AND own = 1");

    public void Declare(IReadOnlyList<QueueDeclaration> queues, IReadOnlyDictionary<string, string?> tasks)
    {
        lanes.Reread();
        foreach (var queue in queues)
        {
            Declare(queue);
        }

        foreach (var (taskId, queue) in tasks)
        {
            var before = declarations.QueueOf(taskId);
            declarations.Declare(taskId, queue);
            if (declarations.QueueOf(taskId) != before)
            {
                Move(taskId, before, declarations.QueueOf(taskId));
            }
        }
    }

    private void Declare(QueueDeclaration queue)
    {
        var isNew = !declarations.IsDeclared(queue.Name);
        if (!isNew && declarations.Limit(queue.Name) == queue.Limit)
        {
            return;
        }

        declarations.Declare(queue);
        lanes.Reread();
        if (isNew)
        {
            // Those that execute in it already count too, or more than the limit would execute until they have ended.
            foreach (var (run, key) in Read(executing.Bind(1, queue.Name).Bind(2, StatusCode.Of(RunStatus.Executing))))
            {
                lanes.TakeSlot(new(queue.Name, key), run);
            }
        }

        foreach (var key in Keys(queue.Name))
        {
            lanes.Freed(new(queue.Name, key));
        }
    }

    private void Move(string taskId, string from, string to)
    {
        moveDelayed.Bind(1, to).Bind(2, taskId).Execute();
        foreach (var (place, key) in Read(placesOfTask.Bind(1, from).Bind(2, taskId)))
        {
            if (anyOwn.Bind(1, place).Scalar() is not null)
            {
                moveReady.Bind(1, to).Bind(2, lanes.Enter(new(to, key), taskId)).Bind(3, place).Execute();
                lanes.Left(new(from, key), taskId);
            }
        }
    }

    private static List<(long No, string? Key)> Read(Statement statement)
    {
        var result = new List<(long, string?)>();
        using var rows = statement.Read();
        while (rows.Next())
        {
            result.Add((statement.Get(0), statement.GetKey(1)));
        }

        return result;
    }

    private List<string?> Keys(string queue)
    {
        var result = new List<string?>();
        lanesOfQueue.Bind(1, queue);
        using var rows = lanesOfQueue.Read();
        while (rows.Next())
        {
            result.Add(lanesOfQueue.GetKey(0));
        }

        return result;
    }
}
