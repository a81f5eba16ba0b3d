namespace Runnel.Storage;

/// <summary>An execution's entries, to be appended to its run in one commit.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Token">The execution's token.</param>
/// <param name="WriterSequence">The number of this append among the execution's, from 1. Appending it again changes nothing.</param>
/// <param name="Body">The entries.</param>
/// <param name="Change">What else changes.</param>
public sealed record RunAppend(string RunId, long Token, long WriterSequence, SegmentBody Body, HeadChange? Change)
{
    /// <summary>Runs to create in the same commit: they are there if, and only if, the entries are in the log.</summary>
    public IReadOnlyList<NewRun> Children { get; init; } = [];
}

/// <summary>Entries of somebody who does not own the run, such as a canceller's, or those of a worker's death.</summary>
public sealed record OutsideAppend
{
    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>Names the operation: doing it again changes nothing.</summary>
    public required string OperationId { get; init; }

    /// <summary>The entries.</summary>
    public required SegmentBody Body { get; init; }

    /// <summary>What else changes.</summary>
    public HeadChange? Change { get; init; }

    /// <summary>Append only if this is the run's last entry; <see langword="null"/> for any.</summary>
    public long? ExpectedHead { get; init; }

    /// <summary>Append only if an execution owns the run, or only if none does.</summary>
    public RunOwnership Ownership { get; init; }

    /// <summary>With <see cref="RunOwnership.Owned"/>: append only if the execution of this token owns the run.</summary>
    public long? ExpectedToken { get; init; }
}

/// <summary>Who may own a run for an outside append to hold.</summary>
public enum RunOwnership
{
    /// <summary>Anybody, or nobody.</summary>
    Any,

    /// <summary>An execution, also while it waits.</summary>
    Owned,

    /// <summary>Nobody.</summary>
    Unowned,
}
