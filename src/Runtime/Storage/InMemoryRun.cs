namespace Runnel.Storage;

/// <summary>One run of the in-memory store: its head and its log. Guarded by the store's lock.</summary>
internal sealed class InMemoryRun(NewRun run, string queue, long epoch)
{
    private readonly List<StoredSegment> segments = [new StoredSegment(run.Body.Count, run.Body)];
    private readonly List<string> tags = [.. run.Tags];
    private HashSet<string>? operations;

    public string Id => run.RunId;

    public string TaskId => run.TaskId;

    public string? ParentId => run.ParentId;

    public IdempotencyClaim? Idempotency => run.Idempotency;

    public IReadOnlyList<string> Tags => tags;

    public RunHead Head { get; private set; } = RunHead.Of(run, queue, epoch);

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

    public void MoveTo(string queue) => Head = Head with { Queue = queue };

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
        tags.AddRange((change?.Tags ?? []).Except(tags, StringComparer.Ordinal).ToList());
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
