using Runnel.Sqlite.Database;
using Runnel.Storage;

namespace Runnel.Sqlite.Queues;

/// <summary>The queues that were declared, and the queues of tasks, as the file has them: read again only when one has changed.</summary>
internal sealed class Declarations(Connection connection)
{
    private const long Unknown = -1;

    private readonly Dictionary<string, int?> limits = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> queues = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> own = new(StringComparer.Ordinal);
    private readonly Statement readQueues = connection.Prepare("SELECT name, most FROM queue");
    private readonly Statement readTasks = connection.Prepare("SELECT id, queue FROM task");
    private readonly Statement putQueue = connection.Prepare("INSERT OR REPLACE INTO queue(name, most) VALUES (?, ?)");
    private readonly Statement putTask = connection.Prepare("INSERT OR REPLACE INTO task(id, queue) VALUES (?, ?)");
    private readonly Statement removeTask = connection.Prepare("DELETE FROM task WHERE id = ?");
    private long seen = Unknown;

    /// <summary>Reads them, unless they were read at this count.</summary>
    public void Refresh(long setup)
    {
        if (seen == setup)
        {
            return;
        }

        limits.Clear();
        using (var rows = readQueues.Read())
        {
            while (rows.Next())
            {
                limits[readQueues.GetString(0)] = (int?)readQueues.GetNullable(1);
            }
        }

        queues.Clear();
        using (var rows = readTasks.Read())
        {
            while (rows.Next())
            {
                queues[readTasks.GetString(0)] = readTasks.GetString(1);
            }
        }

        seen = setup;
    }

    /// <summary>What was declared in a transaction that is rolled back is to be read anew.</summary>
    public void Forget() => seen = Unknown;

    public bool IsDeclared(string queue) => limits.ContainsKey(queue);

    public int? Limit(string queue) => limits.GetValueOrDefault(queue);

    /// <summary>The queue of a task's runs whose trigger named none.</summary>
    public string QueueOf(string taskId) => queues.TryGetValue(taskId, out var queue) ? queue : OwnOf(taskId);

    public void Declare(QueueDeclaration queue)
    {
        limits[queue.Name] = queue.Limit;
        putQueue.Bind(1, queue.Name).Bind(2, queue.Limit).Execute();
    }

    public void Declare(string taskId, string? queue)
    {
        if (queue is null)
        {
            queues.Remove(taskId);
            removeTask.Bind(1, taskId).Execute();
        }
        else
        {
            queues[taskId] = queue;
            putTask.Bind(1, taskId).Bind(2, queue).Execute();
        }
    }

    private string OwnOf(string taskId)
    {
        if (!own.TryGetValue(taskId, out var queue))
        {
            own[taskId] = queue = QueueNames.OfTask(taskId);
        }

        return queue;
    }
}
