using Runnel.Sqlite.Database;
using Runnel.Sqlite.Queues;

namespace Runnel.Sqlite.Tables;

/// <summary>The slots that runs of declared queues hold, and the lines of those that wait for one to go on.</summary>
internal sealed class SlotTable(Connection connection)
{
    private readonly Statement numbers = connection.Prepare("SELECT n FROM slot WHERE queue = ? AND key = ? ORDER BY n");
    private readonly Statement highest = connection.Prepare("SELECT max(n) FROM slot WHERE queue = ? AND key = ?");
    private readonly Statement take = connection.Prepare("INSERT INTO slot(queue, key, n, run) VALUES (?, ?, ?, ?)");
    private readonly Statement find = connection.Prepare("SELECT n FROM slot WHERE run = ?");
    private readonly Statement free = connection.Prepare("DELETE FROM slot WHERE queue = ? AND key = ? AND n = ?");

    private readonly Statement line = connection.Prepare(
        "SELECT no, id FROM run INDEXED BY run_line WHERE queue = ? AND key = ? AND line IS NOT NULL ORDER BY line LIMIT ?");

    private readonly Statement lineLength = connection.Prepare(
        "SELECT count(*) FROM run INDEXED BY run_line WHERE queue = ? AND key = ? AND line IS NOT NULL");

    private readonly Statement stand = connection.Prepare("""
        UPDATE run SET line = 1 + coalesce((SELECT max(line) FROM run INDEXED BY run_line WHERE queue = ? AND key = ? AND line IS NOT NULL), 0) WHERE no = ?
        """);

    private readonly Statement lines = connection.Prepare("SELECT DISTINCT queue, key FROM run INDEXED BY run_line WHERE line IS NOT NULL");

    /// <summary>The numbers of the slots that are taken, in order.</summary>
    public List<long> Numbers(LaneKey lane)
    {
        var result = new List<long>();
        numbers.Bind(1, lane.Queue).BindKey(2, lane.Key);
        using var rows = numbers.Read();
        while (rows.Next())
        {
            result.Add(numbers.Get(0));
        }

        return result;
    }

    public long Highest(LaneKey lane) => highest.Bind(1, lane.Queue).BindKey(2, lane.Key).Scalar() ?? 0;

    public void Take(LaneKey lane, long number, long run) => take.Bind(1, lane.Queue).BindKey(2, lane.Key).Bind(3, number).Bind(4, run).Execute();

    /// <summary>Frees a run's slot.</summary>
    /// <returns>Its number; nothing where it had none.</returns>
    public long? Free(LaneKey lane, long run)
    {
        if (find.Bind(1, run).Scalar() is not { } number)
        {
            return null;
        }

        free.Bind(1, lane.Queue).BindKey(2, lane.Key).Bind(3, number).Execute();
        return number;
    }

    /// <summary>The first of a lane's line.</summary>
    public List<(long No, string RunId)> Line(LaneKey lane, long limit)
    {
        var result = new List<(long, string)>();
        line.Bind(1, lane.Queue).BindKey(2, lane.Key).Bind(3, limit);
        using var rows = line.Read();
        while (rows.Next())
        {
            result.Add((line.Get(0), line.GetString(1)));
        }

        return result;
    }

    public long LineLength(LaneKey lane) => lineLength.Bind(1, lane.Queue).BindKey(2, lane.Key).Scalar() ?? 0;

    /// <summary>Puts a run at the end of its lane's line.</summary>
    public void StandInLine(LaneKey lane, long run) => stand.Bind(1, lane.Queue).BindKey(2, lane.Key).Bind(3, run).Execute();

    /// <summary>The lanes that have a line.</summary>
    public List<LaneKey> Lines()
    {
        var result = new List<LaneKey>();
        using var rows = lines.Read();
        while (rows.Next())
        {
            result.Add(new(lines.GetString(0), lines.GetKey(1)));
        }

        return result;
    }
}
