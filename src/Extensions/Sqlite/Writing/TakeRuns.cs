using Runnel.Sqlite.Tables;
using Runnel.Storage;

namespace Runnel.Sqlite.Writing;

/// <summary>Gives a worker runs.</summary>
internal sealed class TakeRuns(TakeRequest request) : WriteOperation<TakeResult>
{
    /// <summary>How many runs that have become due find their place in the order at once; the others do when these are gone.</summary>
    private const int FewestDue = 100;

    private readonly List<string> taskIds = [.. request.TaskIds.Distinct(StringComparer.Ordinal)];

    protected override TakeResult Write(WriteSession session)
    {
        if (!session.Workers.IsAlive(request.Worker))
        {
            return new TakeResult { IsAlive = false };
        }

        var taken = session.Runs.Owned(request.Worker, request.Token).ConvertAll(row => TakenRun.Of(row.Head));
        if (taken.Count == 0)
        {
            MakeDueReady(session);
            Take(session, taken);
        }

        return new TakeResult { Runs = taken, NextDueIn = NextDueIn(session) };
    }

    private void MakeDueReady(WriteSession session)
    {
        var due = new List<(long Due, long No)>();
        foreach (var taskId in taskIds)
        {
            due.AddRange(session.Ready.Due(taskId, session.Now, Math.Max(request.Limit, FewestDue)));
        }

        due.Sort();
        foreach (var (_, no) in due)
        {
            session.Ready.MakeReady(no, session.NextReadyNumber());
        }
    }

    // Merges the tasks' queues, each of which is read a page at a time.
    private void Take(WriteSession session, List<TakenRun> taken)
    {
        var page = request.Limit / Math.Max(taskIds.Count, 1) + 1;
        var queues = new PriorityQueue<ReadyPage, long>();
        foreach (var taskId in taskIds)
        {
            Enqueue(queues, new ReadyPage(session.Ready, taskId, page));
        }

        while (taken.Count < request.Limit && queues.TryDequeue(out var queue, out _))
        {
            taken.Add(session.Take(queue.Take(), request.Worker, request.Token));
            Enqueue(queues, queue);
        }
    }

    private static void Enqueue(PriorityQueue<ReadyPage, long> queues, ReadyPage queue)
    {
        if (queue.Next is { } ready)
        {
            queues.Enqueue(queue, ready);
        }
    }

    private TimeSpan? NextDueIn(WriteSession session) =>
        taskIds.Min(session.Ready.NextDue) is { } ticks ? TimeSpan.FromTicks(ticks - session.Now.UtcTicks) : null;

    /// <summary>The front of one task's queue.</summary>
    private sealed class ReadyPage(ReadyTable table, string taskId, int size)
    {
        private List<(long Ready, RunRow Row)> rows = table.Page(taskId, size);
        private int index;

        /// <summary>The place of the next run in the order of all; nothing where there is none.</summary>
        public long? Next
        {
            get
            {
                if (index == rows.Count && rows.Count == size)
                {
                    // Those of the page before were taken, so that the next ones are in front.
                    (rows, index) = (table.Page(taskId, size), 0);
                }

                return index < rows.Count ? rows[index].Ready : null;
            }
        }

        public RunRow Take() => rows[index++].Row;
    }
}
