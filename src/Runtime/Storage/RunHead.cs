namespace Runnel.Storage;

/// <summary>
/// What a store keeps of a run beside its log: one narrow row, written in the commit that appends. It also decides what an append may do,
/// so that every store decides alike: lock the row, <see cref="Judge(RunAppend)"/>, insert the segment, store <see cref="After(RunAppend, DateTimeOffset)"/>.
/// </summary>
public sealed record RunHead
{
    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>The task that it runs.</summary>
    public required string TaskId { get; init; }

    /// <summary>When it was triggered.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Which life of the log this is: one that lost its end starts a new epoch, and cursors of the old one are refused.</summary>
    public required long Epoch { get; init; }

    /// <summary>The queue that it waits in.</summary>
    public required string Queue { get; init; }

    /// <summary>Whether that is its task's own, so that it changes with the task's declaration; else its trigger named it.</summary>
    public bool IsInOwnQueue { get; init; }

    /// <summary>The lane within the queue; <see langword="null"/> for the unnamed one.</summary>
    public string? ConcurrencyKey { get; init; }

    /// <summary>Within a lane the higher goes first.</summary>
    public int Priority { get; init; }

    /// <summary>From when on no worker is given it to begin it, until one is.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The batch that it was triggered with.</summary>
    public string? BatchId { get; init; }

    /// <summary>The run whose task triggered it.</summary>
    public string? ParentId { get; init; }

    /// <summary>Whether its parent waits for it, so that it does not outlive that.</summary>
    public bool IsAwaited { get; init; }

    /// <summary>Where it stands. Executing or Waiting while, and only while, an execution owns it.</summary>
    public RunStatus Status { get; init; } = RunStatus.Queued;

    /// <summary>With <see cref="RunStatus.Delayed"/>: when it is ready again.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>How many executions have been given out.</summary>
    public int Attempt { get; init; }

    /// <summary>The sequence of its last entry.</summary>
    public required long Head { get; init; }

    /// <summary>How it is going to end, once that is decided.</summary>
    public RunIntent? Intent { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>The worker whose execution owns it.</summary>
    public string? Worker { get; init; }

    /// <summary>The token of its last execution; kept when that has ended, so that its last append, asked for again, is known as done.</summary>
    public long? Token { get; init; }

    /// <summary>The number of the last append of that execution.</summary>
    public long WriterSequence { get; init; }

    /// <summary>Whether it waits and wants to go on, and its lane had no slot for it.</summary>
    public bool IsResuming { get; init; }

    /// <summary>Whether an execution owns it.</summary>
    public bool IsOwned => Status is RunStatus.Executing or RunStatus.Waiting;

    /// <summary>The row of a run that is created.</summary>
    /// <param name="run">The run.</param>
    /// <param name="queue">The queue of its task, where it names none.</param>
    /// <param name="epoch">The epoch of its log.</param>
    public static RunHead Of(NewRun run, string queue, long epoch)
    {
        ArgumentNullException.ThrowIfNull(run);
        return new()
        {
            RunId = run.RunId,
            TaskId = run.TaskId,
            CreatedAt = run.CreatedAt,
            Epoch = epoch,
            Queue = run.Queue ?? queue,
            IsInOwnQueue = run.Queue is null,
            ConcurrencyKey = run.ConcurrencyKey,
            Priority = run.Priority,
            ExpiresAt = run.ExpiresAt,
            BatchId = run.BatchId,
            ParentId = run.ParentId,
            IsAwaited = run.IsAwaited,
            Status = run.DueAt is null ? RunStatus.Queued : RunStatus.Delayed,
            DueAt = run.DueAt,
            Head = run.Body.Count,
        };
    }

    /// <summary>Whether it was given to a worker to be ended, because its time to begin was over.</summary>
    public bool HasExpired => IsOwned && ExpiresAt is not null;

    /// <summary>Whether it holds a slot of its lane.</summary>
    public bool HoldsSlot => Status == RunStatus.Executing && !HasExpired;

    /// <summary>Whether a change takes a slot of its lane: a run that has waited goes on.</summary>
    public bool NeedsSlot(HeadChange? change) => Status == RunStatus.Waiting && change?.Status == RunStatus.Executing;

    /// <summary>The row of a run that stands in line for a slot.</summary>
    public RunHead InLine() => this with { IsResuming = true };

    /// <summary>The row when a worker has been given the run.</summary>
    /// <param name="worker">The worker.</param>
    /// <param name="token">The execution's token.</param>
    /// <param name="now">When; a run that has expired by then is given to be ended, and takes no slot.</param>
    public RunHead Taken(string worker, long token, DateTimeOffset now) => this with
    {
        Status = RunStatus.Executing,
        DueAt = null,
        ExpiresAt = ExpiresAt <= now ? ExpiresAt : null,
        Attempt = Attempt + 1,
        Worker = worker,
        Token = token,
        WriterSequence = 0,
        IsResuming = false,
    };

    /// <summary>What an execution's append may do.</summary>
    /// <returns><see cref="AppendOutcome.Committed"/> where it is to be made, else why not.</returns>
    public AppendOutcome Judge(RunAppend append)
    {
        ArgumentNullException.ThrowIfNull(append);
        return append.Token == Token && append.WriterSequence <= WriterSequence ? AppendOutcome.AlreadyCommitted
            : Status.IsTerminal ? AppendOutcome.Ended
            : append.Token != Token || !IsOwned ? AppendOutcome.Fenced
            : IsDecidedOtherwise(append.Change) ? AppendOutcome.Refused
            : AppendOutcome.Committed;
    }

    /// <summary>What an append from outside may do, unless its operation is known as done.</summary>
    /// <returns><see cref="AppendOutcome.Committed"/> where it is to be made, else why not.</returns>
    public AppendOutcome Judge(OutsideAppend append)
    {
        ArgumentNullException.ThrowIfNull(append);
        return Status.IsTerminal ? AppendOutcome.Ended
            : !IsExpectedBy(append) || NeedsSlot(append.Change) ? AppendOutcome.Conflict
            : Intent is not null && (append.Change?.Intent is not null || EndsOtherwise(append.Change)) ? AppendOutcome.Refused
            : AppendOutcome.Committed;
    }

    /// <summary>The row after an execution's append.</summary>
    public RunHead After(RunAppend append, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(append);
        return After(append.Body, append.Change, append.WriterSequence, now);
    }

    /// <summary>The row after an append from outside.</summary>
    public RunHead After(OutsideAppend append, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(append);
        return After(append.Body, append.Change, WriterSequence, now);
    }

    private RunHead After(SegmentBody body, HeadChange? change, long writerSequence, DateTimeOffset now)
    {
        if (change is { Status: RunStatus.Delayed, DueAt: null })
        {
            throw new ArgumentException($"Run '{RunId}' is to be delayed, but not until when. Set HeadChange.DueAt.", nameof(change));
        }

        var (head, intent) = (Head + body.Count, Intent ?? change?.Intent);
        return change?.Status is not { } status ? this with { Head = head, Intent = intent, WriterSequence = writerSequence } : this with
        {
            Head = head,
            Intent = intent,
            WriterSequence = writerSequence,
            Status = status,
            DueAt = status == RunStatus.Delayed ? change.DueAt : null,
            ExpiresAt = status == RunStatus.Delayed ? change.ExpiresAt ?? ExpiresAt : ExpiresAt,
            FinishedAt = status.IsTerminal ? now : null,
            Worker = status is RunStatus.Executing or RunStatus.Waiting ? Worker : null,
            IsResuming = false,
        };
    }

    private bool IsExpectedBy(OutsideAppend append) =>
        (append.ExpectedHead is null || append.ExpectedHead == Head)
        && append.Ownership switch
        {
            RunOwnership.Owned => IsOwned && (append.ExpectedToken is null || append.ExpectedToken == Token),
            RunOwnership.Unowned => !IsOwned,
            _ => true,
        };

    // The first intent decides. Once canceling is decided, the execution may still write what it has, but it can only end as canceled.
    private bool IsDecidedOtherwise(HeadChange? change) => change is not null && Intent is { } decided
        && ((change.Intent is { } intent && intent != decided)
            || (decided == RunIntent.Cancel && change.Status is { } status && status != RunStatus.Canceled));

    // A run that is going to be canceled may be ended so from outside. One that is going to complete is its execution's to end; it may change hands before.
    private bool EndsOtherwise(HeadChange? change) =>
        change?.Status is { IsTerminal: true } status && !(status == RunStatus.Canceled && Intent == RunIntent.Cancel);
}
