using Runnel.Sqlite.Database;
using Runnel.Storage;

namespace Runnel.Sqlite.Tables;

/// <summary>The schedules, for writing.</summary>
internal sealed class ScheduleTable(Connection connection)
{
    private readonly Statement put = connection.Prepare("""
        INSERT INTO schedule(id, task, served, body) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET task = excluded.task, body = excluded.body
        """);

    private readonly Statement remove = connection.Prepare("DELETE FROM schedule WHERE id = ?");
    private readonly Statement serve = connection.Prepare("UPDATE schedule SET served = ? WHERE id = ? AND served = ?");

    /// <summary>Adds a schedule, or gives it another body; what was served stays served.</summary>
    public void Put(StoredSchedule schedule) =>
        put.Bind(1, schedule.Id).Bind(2, schedule.TaskId).Bind(3, RunRow.Ticks(schedule.ServedUpTo)).Bind(4, schedule.Body.Span).Execute();

    public bool Remove(string id)
    {
        remove.Bind(1, id).Execute();
        return connection.Changes() == 1;
    }

    /// <summary>Notes what is served now.</summary>
    /// <returns>Whether nobody has served anything since.</returns>
    public bool Serve(string id, DateTimeOffset servedUpTo, DateTimeOffset upTo)
    {
        serve.Bind(1, RunRow.Ticks(upTo)).Bind(2, id).Bind(3, RunRow.Ticks(servedUpTo)).Execute();
        return connection.Changes() == 1;
    }
}
