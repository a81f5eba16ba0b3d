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

    /// <summary>Where it stands. Executing while, and only while, an execution owns it.</summary>
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

    /// <summary>The row of a run that is created.</summary>
    public static RunHead Of(NewRun run, long epoch)
    {
        ArgumentNullException.ThrowIfNull(run);
        return new() { RunId = run.RunId, TaskId = run.TaskId, CreatedAt = run.CreatedAt, Epoch = epoch, Head = run.Body.Count };
    }

    /// <summary>The row when a worker has been given the run.</summary>
    public RunHead Taken(string worker, long token) => this with
    {
        Status = RunStatus.Executing,
        DueAt = null,
        Attempt = Attempt + 1,
        Worker = worker,
        Token = token,
        WriterSequence = 0,
    };

    /// <summary>What an execution's append may do.</summary>
    /// <returns><see cref="AppendOutcome.Committed"/> where it is to be made, else why not.</returns>
    public AppendOutcome Judge(RunAppend append)
    {
        ArgumentNullException.ThrowIfNull(append);
        return append.Token == Token && append.WriterSequence <= WriterSequence ? AppendOutcome.AlreadyCommitted
            : Status.IsTerminal ? AppendOutcome.Ended
            : append.Token != Token || Status != RunStatus.Executing ? AppendOutcome.Fenced
            : IsDecidedOtherwise(append.Change) ? AppendOutcome.Refused
            : AppendOutcome.Committed;
    }

    /// <summary>What an append from outside may do, unless its operation is known as done.</summary>
    /// <returns><see cref="AppendOutcome.Committed"/> where it is to be made, else why not.</returns>
    public AppendOutcome Judge(OutsideAppend append)
    {
        ArgumentNullException.ThrowIfNull(append);
        return Status.IsTerminal ? AppendOutcome.Ended
            : !IsExpectedBy(append) ? AppendOutcome.Conflict
            : Intent is not null && (append.Change?.Intent is not null || EndsOtherwise(append.Change)) ? AppendOutcome.Refused
            : AppendOutcome.Committed;
    }

    /// <summary>The row after an execution's append.</summary>
    public RunHead After(RunAppend append, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(append);
        return After(append.Body, append.Change, now) with { WriterSequence = append.WriterSequence };
    }

    /// <summary>The row after an append from outside.</summary>
    public RunHead After(OutsideAppend append, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(append);
        return After(append.Body, append.Change, now);
    }

    private RunHead After(SegmentBody body, HeadChange? change, DateTimeOffset now)
    {
        var after = this with { Head = Head + body.Count, Intent = Intent ?? change?.Intent };
        if (change is { Status: RunStatus.Delayed, DueAt: null })
        {
            throw new ArgumentException($"Run '{RunId}' is to be delayed, but not until when. Set HeadChange.DueAt.", nameof(change));
        }

        return change?.Status is not { } status ? after : after with
        {
            Status = status,
            DueAt = status == RunStatus.Delayed ? change.DueAt : null,
            FinishedAt = status.IsTerminal ? now : null,
            Worker = status == RunStatus.Executing ? Worker : null,
        };
    }

    private bool IsExpectedBy(OutsideAppend append) =>
        (append.ExpectedHead is null || append.ExpectedHead == Head)
        && append.Ownership switch
        {
            RunOwnership.Owned => Status == RunStatus.Executing && (append.ExpectedToken is null || append.ExpectedToken == Token),
            RunOwnership.Unowned => Status != RunStatus.Executing,
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
