namespace Runnel.Storage;

/// <summary>One run of the in-memory store: its head and its log. Guarded by the store's lock.</summary>
internal sealed class InMemoryRun(NewRun run, long epoch)
{
    private readonly List<StoredSegment> segments = [new StoredSegment(run.Body.Count, run.Body)];
    private readonly HashSet<string> operations = [];
    private long writerSequence;
    private RunIntent? intent;
    private DateTimeOffset? finishedAt;

    public string Id => run.RunId;

    public string TaskId => run.TaskId;

    public RunStatus Status { get; private set; } = RunStatus.Queued;

    public DateTimeOffset? DueAt { get; private set; }

    public int Attempt { get; private set; }

    public long? Token { get; private set; }

    public long Head => segments[^1].Last;

    public RunIntent? Intent => intent;

    public RunHead ToHead() => new(run.RunId, run.TaskId, Status, Attempt, Head, epoch, intent, run.CreatedAt, finishedAt);

    public TakenRun Take(long token)
    {
        Status = RunStatus.Executing;
        DueAt = null;
        Token = token;
        writerSequence = 0;
        Attempt++;
        return new TakenRun(Id, TaskId, Attempt, Head, epoch);
    }

    public AppendResult Append(RunAppend append, DateTimeOffset now)
    {
        if (append.Token == Token && append.WriterSequence <= writerSequence)
        {
            return new(AppendOutcome.AlreadyCommitted, Head);
        }

        var refusal = Status.IsTerminal ? AppendOutcome.Ended
            : append.Token != Token ? AppendOutcome.Fenced
            : LosesTo(append.Change) ? AppendOutcome.Refused
            : (AppendOutcome?)null;
        if (refusal is { } outcome)
        {
            return new(outcome, Head);
        }

        writerSequence = append.WriterSequence;
        return Commit(append.Body, append.Change, now);
    }

    public AppendResult Append(OutsideAppend append, DateTimeOffset now)
    {
        if (operations.Contains(append.OperationId))
        {
            return new(AppendOutcome.AlreadyCommitted, Head);
        }

        var refusal = Status.IsTerminal ? AppendOutcome.Ended
            : (append.ExpectedHead is { } expected && expected != Head) || !Allows(append.Ownership) ? AppendOutcome.Conflict
            : append.Change?.Intent is not null && intent is not null ? AppendOutcome.Refused
            : (AppendOutcome?)null;
        if (refusal is { } outcome)
        {
            return new(outcome, Head);
        }

        operations.Add(append.OperationId);
        return Commit(append.Body, append.Change, now);
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

    private bool Allows(RunOwnership ownership) => ownership switch
    {
        RunOwnership.Owned => Status == RunStatus.Executing,
        RunOwnership.Unowned => Status != RunStatus.Executing,
        _ => true,
    };

    // Once canceling is decided, the execution may still write what it has, but it can only end as canceled.
    private bool LosesTo(HeadChange? change) =>
        intent == RunIntent.Cancel && change is not null && (change.Intent is not null || change.Status is { } status && status != RunStatus.Canceled);

    private AppendResult Commit(SegmentBody body, HeadChange? change, DateTimeOffset now)
    {
        segments.Add(new StoredSegment(Head + body.Count, body));
        intent ??= change?.Intent;
        if (change?.Status is { } status)
        {
            Status = status;
            DueAt = change.DueAt;
            finishedAt = status.IsTerminal ? now : null;
            if (status != RunStatus.Executing)
            {
                ReleaseOwner(status);
            }
        }

        return new(AppendOutcome.Committed, Head);
    }

    // A finished run keeps its token, so that its last append, asked for again, is known as done.
    private void ReleaseOwner(RunStatus status) => Token = status.IsTerminal ? Token : null;

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
