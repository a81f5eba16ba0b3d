namespace Runnel.Storage;

/// <summary>One run of the in-memory store: its head and its log. Guarded by the store's lock.</summary>
internal sealed class InMemoryRun(NewRun run, long epoch)
{
    private readonly List<StoredSegment> segments = [new StoredSegment(run.Body.Count, run.Body)];
    private readonly HashSet<string> operations = [];

    public string Id => run.RunId;

    public string TaskId => run.TaskId;

    public RunHead Head { get; private set; } = RunHead.Of(run, epoch);

    /// <summary>Its place among the runs that are ready; nothing while it is not. Kept by <see cref="ReadyRuns"/>.</summary>
    public LinkedListNode<InMemoryRun>? Queued { get; set; }

    /// <summary>Grows with each change of its place, so that an older one is known as such. Kept by <see cref="ReadyRuns"/>.</summary>
    public long Place { get; set; }

    public TakenRun Take(string worker, long token) => TakenRun.Of(Head = Head.Taken(worker, token));

    public AppendResult Append(RunAppend append, DateTimeOffset now)
    {
        var outcome = Head.Judge(append);
        return outcome == AppendOutcome.Committed ? Commit(append.Body, Head.After(append, now)) : new(outcome, Head.Head, Head.Intent);
    }

    public AppendResult Append(OutsideAppend append, DateTimeOffset now)
    {
        var outcome = operations.Contains(append.OperationId) ? AppendOutcome.AlreadyCommitted : Head.Judge(append);
        if (outcome != AppendOutcome.Committed)
        {
            return new(outcome, Head.Head, Head.Intent);
        }

        operations.Add(append.OperationId);
        return Commit(append.Body, Head.After(append, now));
    }

    public LogPage Read(ReadRequest request)
    {
        var page = new List<StoredSegment>();
        var bytes = 0;
        for (var index = FirstAfter(request.After); index < segments.Count && segments[index].First <= request.UpTo; index++)
        {
            var segment = segments[index];
            if (request.StateOnly && !segment.Body.HasState)
            {
                continue;
            }

            bytes += segment.Body.Bytes.Length;
            if (bytes > request.MaxBytes && page.Count > 0)
            {
                return new(page, HasMore: true);
            }

            page.Add(segment);
        }

        return new(page, HasMore: false);
    }

    private AppendResult Commit(SegmentBody body, RunHead after)
    {
        Head = after;
        segments.Add(new StoredSegment(after.Head, body));
        return new(AppendOutcome.Committed, after.Head, after.Intent);
    }

    private int FirstAfter(long sequence)
    {
        var (low, high) = (0, segments.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = segments[middle].Last > sequence ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
