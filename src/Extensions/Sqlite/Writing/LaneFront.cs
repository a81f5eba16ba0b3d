using Runnel.Sqlite.Queues;
using Runnel.Sqlite.Tables;

namespace Runnel.Sqlite.Writing;

/// <summary>The front of one lane for one worker: its places, each read a page at a time, without what the worker does not know.</summary>
internal sealed class LaneFront(ReadyTable ready, Lane lane, IReadOnlySet<string> taskIds, int size)
{
    private readonly List<PlacePage> pages =
        [.. lane.Places.Where(place => !place.IsEmpty && taskIds.Contains(place.TaskId)).Select(place => new PlacePage(ready, place.No, size))];

    public Lane Lane => lane;

    /// <summary>Whether another of its runs may begin.</summary>
    public bool HasNext => lane.MayBegin && pages.Exists(page => page.Next is not null);

    /// <summary>The run whose turn it is: that of the highest priority that has been ready longest.</summary>
    public RunRow Next()
    {
        var first = pages.Where(page => page.Next is not null).MinBy(page => (-(long)page.Next!.Value.Row.Head.Priority, page.Next.Value.Ready))!;
        return first.Take();
    }

    private sealed class PlacePage(ReadyTable table, long place, int size)
    {
        private List<(long Ready, RunRow Row)> rows = table.Page(place, size);
        private int index;

        public (long Ready, RunRow Row)? Next
        {
            get
            {
                if (index == rows.Count && rows.Count == size)
                {
                    // Those of the page before were taken, so that the next ones are in front.
                    (rows, index) = (table.Page(place, size), 0);
                }

                return index < rows.Count ? rows[index] : null;
            }
        }

        public RunRow Take() => rows[index++].Row;
    }
}
