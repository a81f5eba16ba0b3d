namespace Runnel.Storage;

/// <summary>One run of the in-memory store: its head and its log. Guarded by the store's lock.</summary>
internal sealed class InMemoryRun
{
    private readonly List<StoredSegment> segments;
    private List<string>? tags;
    private HashSet<string>? operations;

    public InMemoryRun(NewRun run, string queue, long epoch)
    {
        segments = [new StoredSegment(run.Body.Count, run.Body)];
        tags = run.Tags.Count == 0 ? null : [.. run.Tags];
        Idempotency = run.Idempotency;
        Head = RunHead.Of(run, queue, epoch);
    }

    public string Id => Head.RunId;

    public string TaskId => Head.TaskId;

    public string? ParentId => Head.ParentId;

    public IdempotencyClaim? Idempotency { get; }

    public IReadOnlyList<string> Tags => tags ?? [];

    public RunHead Head { get; private set; }

    /// <summary>The lane in which it is ready; nothing while it is not. Kept by <see cref="Lanes"/>.</summary>
    public Lane? Lane { get; set; }

    /// <summary>The lane of which it holds a slot, if it does. Kept by <see cref="Lanes"/>.</summary>
    public Lane? SlotLane { get; set; }

    /// <summary>Its place in the line of those that want to go on. Kept by its lane.</summary>
    public LinkedListNode<InMemoryRun>? InLine { get; set; }

    /// <summary>Its place among those that have expired. Kept by <see cref="Lanes"/>.</summary>
    public LinkedListNode<InMemoryRun>? Expired { get; set; }

    /// <summary>Its place in the order in which runs became ready. Kept by <see cref="Lanes"/>.</summary>
    public long Place { get; set; }

    public void Take(string worker, long token, DateTimeOffset now) => Head = Head.Taken(worker, token, now);

    public void MoveTo(string queue) => Head = Head.Queue == queue ? Head : Head with { Queue = queue };

    public void StandInLine() => Head = Head.InLine();

    public AppendOutcome Judge(OutsideAppend append) =>
        operations?.Contains(append.OperationId) == true ? AppendOutcome.AlreadyCommitted : Head.Judge(append);

    public void Commit(RunAppend append, DateTimeOffset now) => Commit(append.Body, append.Change, Head.After(append, now));

    public void Commit(OutsideAppend append, DateTimeOffset now)
    {
        Commit(append.Body, append.Change, Head.After(append, now));
        (operations ??= []).Add(append.OperationId);
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

    private void Commit(SegmentBody body, HeadChange? change, RunHead after)
    {
        Head = after;
        segments.Add(new StoredSegment(after.Head, body));
        if (change is { Tags.Count: > 0 })
        {
            (tags ??= []).AddRange(change.Tags.Except(tags, StringComparer.Ordinal).ToList());
        }
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
