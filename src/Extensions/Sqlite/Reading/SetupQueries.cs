using Runnel.Sqlite.Database;
using Runnel.Sqlite.Tables;
using Runnel.Storage;

namespace Runnel.Sqlite.Reading;

/// <summary>Questions about queues and schedules.</summary>
internal sealed class SetupQueries(Connection connection)
{
    private readonly Statement queues = connection.Prepare("""
        SELECT name, most,
            (SELECT count(*) FROM run INDEXED BY run_ready WHERE place IS NOT NULL AND place IN (SELECT no FROM place WHERE place.queue = name)),
            CASE WHEN most IS NULL THEN 0 ELSE (SELECT count(*) FROM slot WHERE slot.queue = name) END
        FROM queue ORDER BY name
        """);

    private readonly Statement schedules = connection.Prepare("SELECT id, task, served, body FROM schedule ORDER BY id");
    private readonly Statement count = connection.Prepare("SELECT setup FROM meta");

    public IReadOnlyList<QueueState> Queues()
    {
        var result = new List<QueueState>();
        using var rows = queues.Read();
        while (rows.Next())
        {
            result.Add(new(queues.GetString(0), (int?)queues.GetNullable(1), (int)queues.Get(2), (int)queues.Get(3)));
        }

        return result;
    }

    public IReadOnlyList<StoredSchedule> Schedules()
    {
        var result = new List<StoredSchedule>();
        using var rows = schedules.Read();
        while (rows.Next())
        {
            result.Add(new(schedules.GetString(0), schedules.GetString(1), RunRow.Time(schedules.Get(2)), schedules.GetBytes(3).ToArray()));
        }

        return result;
    }

    /// <summary>How often queues were declared or schedules put.</summary>
    public long Count() => count.Scalar() ?? 0;
}
