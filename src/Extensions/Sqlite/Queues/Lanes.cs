using Runnel.Sqlite.Database;
using Runnel.Sqlite.Tables;
using Runnel.Sqlite.Watching;
using Runnel.Storage;

namespace Runnel.Sqlite.Queues;

/// <summary>
/// The lanes that the open transaction touches. Those of before are remembered for as long as no other connection commits, so that a run which joins
/// others in its queue costs no statement; how they stand is stored once, before it is read and at the end. Belongs to the writer thread.
/// </summary>
internal sealed class Lanes(Connection connection, Declarations declarations, ForeignCommits counters)
{
    private const int MostRemembered = 10_000;

    private readonly PlaceTable places = new(connection);
    private readonly SlotTable slots = new(connection);
    private readonly ReadyTable ready = new(connection);
    private readonly Dictionary<LaneKey, Lane> lanes = [];
    private readonly HashSet<Lane> changed = [];
    private readonly HashSet<Lane> freed = [];
    private readonly Statement storeTurn = connection.Prepare("UPDATE meta SET turn = ?");
    private bool hasNewTurn;

    /// <summary>Gives a run that becomes ready its place.</summary>
    public long Enter(LaneKey key, string taskId)
    {
        var lane = Of(key);
        var place = lane.Place(taskId);
        if (place is { IsEmpty: false })
        {
            return place.No;
        }

        changed.Add(lane);
        if (!lane.HasReady)
        {
            GoLast(lane);
        }

        if (place is null)
        {
            place = new(places.Insert(key, taskId, lane.Turn, lane.MayBegin), taskId, lane.Turn, lane.MayBegin);
            lane.Add(place);
        }

        place.IsEmpty = false;
        return place.No;
    }

    /// <summary>Something may have left a place: it goes, if it was the last.</summary>
    public void Left(LaneKey key, string taskId)
    {
        var lane = Of(key);
        if (lane.Place(taskId) is not { IsEmpty: false } place || ready.Any(place.No))
        {
            return;
        }

        place.IsEmpty = true;
        if (IsTasksOwn(key, taskId))
        {
            // It stays: there are as few of these as tasks, and they are filled and emptied all the time.
            changed.Add(lane);
        }
        else
        {
            lane.Remove(place);
            places.Delete(place.No);
        }
    }

    /// <summary>Settles what a run's row, which is stored, means to its lane: its place, and its slot.</summary>
    public void Settle(RunRow before, RunRow after)
    {
        if (before.Place is not null && before.Place != after.Place)
        {
            Left(before.Lane, before.Head.TaskId);
        }

        if (before.Head.HoldsSlot != after.Head.HoldsSlot && declarations.IsDeclared(before.Head.Queue))
        {
            if (after.Head.HoldsSlot)
            {
                TakeSlot(after.Lane, after.No);
            }
            else if (slots.Free(before.Lane, before.No) is { } number)
            {
                Freed(before.Lane).FreeNumber(number);
            }
        }
    }

    /// <summary>Gives a run a slot, whatever the limit.</summary>
    public void TakeSlot(LaneKey key, long run)
    {
        var lane = Of(key);
        slots.Take(key, lane.Limit is null ? slots.Highest(key) + 1 : lane.TakeNumber(), run);
        changed.Add(lane);
    }

    /// <summary>Whether a run that has waited can have a slot to go on.</summary>
    public bool CanResume(RunRow row)
    {
        if (declarations.Limit(row.Head.Queue) is null)
        {
            return true;
        }

        var lane = Of(row.Lane);
        return row.Head.IsResuming ? lane.Free > 0 && slots.Line(lane.Key, lane.Free).Exists(next => next.No == row.No) : lane.MayBegin;
    }

    /// <summary>Puts a run at the end of its lane's line.</summary>
    public void StandInLine(RunRow row)
    {
        var lane = Of(row.Lane);
        slots.StandInLine(lane.Key, row.No);
        lane.LineLength++;
        changed.Add(lane);
    }

    /// <summary>A run leaves its lane's line; before its row is stored, from which the length of the line is read.</summary>
    public void LeaveLine(RunRow row) => Freed(row.Lane).LineLength--;

    /// <summary>The lanes in which runs of the tasks may begin, the one that was served longest ago first.</summary>
    public IEnumerable<Lane> InTurn(IEnumerable<string> taskIds, int limit)
    {
        Store();
        return taskIds.SelectMany(taskId => places.Open(taskId, limit)).Distinct().OrderBy(lane => lane.Turn).Take(limit).Select(lane => Of(lane.Lane)).ToList();
    }

    /// <summary>The lane goes behind the others.</summary>
    public void GoLast(Lane lane)
    {
        if (lane.Turn != counters.LastTurn)
        {
            lane.Turn = ++counters.LastTurn;
            hasNewTurn = true;
            changed.Add(lane);
        }
    }

    /// <summary>Something of the lane may go on: observers are told, if that is so when the transaction ends.</summary>
    public Lane Freed(LaneKey key)
    {
        var lane = Of(key);
        changed.Add(lane);
        freed.Add(lane);
        return lane;
    }

    /// <summary>The same of every lane that has a line.</summary>
    public void FreedAll() => slots.Lines().ForEach(lane => Freed(lane));

    /// <summary>Stores how the lanes stand.</summary>
    public void Store()
    {
        foreach (var lane in changed)
        {
            foreach (var place in lane.Places)
            {
                if (place.Follow(lane))
                {
                    places.Update(place);
                }
            }
        }

        changed.Clear();
        if (hasNewTurn)
        {
            storeTurn.Bind(1, counters.LastTurn).Execute();
            hasNewTurn = false;
        }
    }

    /// <summary>Limits have changed: what is known of lanes is read anew.</summary>
    public void Reread()
    {
        Store();
        var told = freed.Select(lane => lane.Key).ToList();
        Forget();
        told.ForEach(key => Freed(key));
    }

    /// <summary>Says who may go on.</summary>
    public void Tell(Notices notices)
    {
        foreach (var lane in freed)
        {
            if (lane.LineLength > 0 && lane.Free > 0)
            {
                notices.SlotsFree.AddRange(slots.Line(lane.Key, lane.Free).Select(run => run.RunId));
            }

            notices.AnyReady |= lane.MayBegin && lane.HasReady;
        }

        freed.Clear();
    }

    /// <summary>Others have committed, or what was done is taken back.</summary>
    public void Forget()
    {
        lanes.Clear();
        changed.Clear();
        freed.Clear();
        hasNewTurn = false;
    }

    /// <summary>The transaction is at its end.</summary>
    public void Trim()
    {
        if (lanes.Count > MostRemembered)
        {
            Forget();
        }
    }

    public Lane Of(LaneKey key)
    {
        if (!lanes.TryGetValue(key, out var lane))
        {
            lanes[key] = lane = Read(key);
        }

        return lane;
    }

    private static bool IsTasksOwn(LaneKey key, string taskId) => key.Key is null && key.Queue == QueueNames.OfTask(taskId);

    private Lane Read(LaneKey key)
    {
        var isDeclared = declarations.IsDeclared(key.Queue);
        var limit = declarations.Limit(key.Queue);
        var found = places.OfLane(key);
        foreach (var place in found.Where(place => !place.IsOpen && IsTasksOwn(key, place.TaskId)))
        {
            place.IsEmpty = !ready.Any(place.No);
        }

        return new Lane(key, limit, limit is null ? [] : slots.Numbers(key), isDeclared ? slots.LineLength(key) : 0, found);
    }
}
