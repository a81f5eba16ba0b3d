using Runnel.Sqlite.Database;
using Runnel.Sqlite.Queues;

namespace Runnel.Sqlite.Tables;

/// <summary>The places where ready runs wait: one for each task of a lane.</summary>
internal sealed class PlaceTable(Connection connection)
{
    private readonly Statement insert = connection.Prepare("INSERT INTO place(queue, key, task, turn, open) VALUES (?, ?, ?, ?, ?)");
    private readonly Statement ofLane = connection.Prepare("SELECT no, task, turn, open FROM place WHERE queue = ? AND key = ?");
    private readonly Statement update = connection.Prepare("UPDATE place SET turn = ?, open = ? WHERE no = ?");
    private readonly Statement delete = connection.Prepare("DELETE FROM place WHERE no = ?");

    private readonly Statement open = connection.Prepare(
        "SELECT queue, key, turn FROM place INDEXED BY place_open WHERE task = ? AND open = 1 ORDER BY turn LIMIT ?");

    public long Insert(LaneKey lane, string taskId, long turn, bool isOpen)
    {
        insert.Bind(1, lane.Queue).BindKey(2, lane.Key).Bind(3, taskId).Bind(4, turn).Bind(5, isOpen ? 1 : 0).Execute();
        return connection.LastInserted();
    }

    public List<Place> OfLane(LaneKey lane)
    {
        var result = new List<Place>();
        ofLane.Bind(1, lane.Queue).BindKey(2, lane.Key);
        using var rows = ofLane.Read();
        while (rows.Next())
        {
            result.Add(new Place(ofLane.Get(0), ofLane.GetString(1), ofLane.Get(2), ofLane.Get(3) == 1));
        }

        return result;
    }

    public void Update(Place place) => update.Bind(1, place.Turn).Bind(2, place.IsOpen ? 1 : 0).Bind(3, place.No).Execute();

    public void Delete(long no) => delete.Bind(1, no).Execute();

    /// <summary>The lanes in which runs of a task may begin, the one that was served longest ago first.</summary>
    public List<(LaneKey Lane, long Turn)> Open(string taskId, int limit)
    {
        var result = new List<(LaneKey, long)>();
        open.Bind(1, taskId).Bind(2, limit);
        using var rows = open.Read();
        while (rows.Next())
        {
            result.Add((new LaneKey(open.GetString(0), open.GetKey(1)), open.Get(2)));
        }

        return result;
    }
}
