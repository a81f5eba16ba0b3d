using Runnel.Sqlite.Tables;
using Runnel.Storage;

namespace Runnel.Sqlite.Writing;

/// <summary>Gives a worker runs.</summary>
internal sealed class TakeRuns(TakeRequest request) : WriteOperation<TakeResult>
{
    /// <summary>How many runs that have become due find their place in the order at once; the others do when these are gone.</summary>
    private const int FewestDue = 100;

    private readonly HashSet<string> taskIds = new(request.TaskIds, StringComparer.Ordinal);

    protected override TakeResult Write(WriteSession session)
    {
        if (!session.Workers.IsAlive(request.Worker))
        {
            return new TakeResult { IsAlive = false };
        }

        // One that is made again is given what it was given; one that comes late, after a newer one, nothing: nobody waits for it.
        var newest = session.Workers.Token(request.Worker);
        var taken = newest >= request.Token ? session.Runs.Owned(request.Worker, request.Token).ConvertAll(row => TakenRun.Of(row.Head)) : [];
        if (newest is null || newest < request.Token)
        {
            session.Workers.SetToken(request.Worker, request.Token);
        }

        if (newest is null || newest <= request.Token && taken.Count == 0)
        {
            MakeDueReady(session);
            TakeExpired(session, taken);
            TakeInTurn(session, taken);
        }

        return new TakeResult { Runs = taken, NextDueIn = NextDueIn(session) };
    }

    private void TakeExpired(WriteSession session, List<TakenRun> taken)
    {
        var expired = taskIds.SelectMany(taskId => session.Ready.Expired(taskId, session.Now, request.Limit)).OrderBy(row => row.Head.ExpiresAt).Take(request.Limit);
        taken.AddRange(expired.ToList().Select(row => session.Take(row, request.Worker, request.Token)));
    }

    private void MakeDueReady(WriteSession session)
    {
        foreach (var row in taskIds.SelectMany(taskId => session.Ready.Due(taskId, session.Now, Math.Max(request.Limit, FewestDue))).OrderBy(row => row.Head.DueAt).ToList())
        {
            session.MakeReady(row);
        }
    }

    // None of these has expired: what has, in any lane, is taken before, or fills the request.
    private void TakeInTurn(WriteSession session, List<TakenRun> taken)
    {
        var wanted = request.Limit - taken.Count;
        if (wanted <= 0)
        {
            return;
        }

        var lanes = session.Lanes.InTurn(taskIds, wanted).ToList();
        var turns = new Queue<LaneFront>(lanes.Select(lane => new LaneFront(session.Ready, lane, taskIds, wanted / lanes.Count + 1)).Where(front => front.HasNext));
        while (taken.Count < request.Limit && turns.TryDequeue(out var front))
        {
            taken.Add(session.Take(front.Next(), request.Worker, request.Token));
            session.Lanes.GoLast(front.Lane);
            if (front.HasNext)
            {
                turns.Enqueue(front);
            }
        }
    }

    private TimeSpan? NextDueIn(WriteSession session) =>
        taskIds.Min(session.Ready.NextDue) is { } ticks ? TimeSpan.FromTicks(ticks - session.Now.UtcTicks) : null;
}
