namespace Runnel.Storage;

/// <summary>An execution's entries, to be appended to its run in one commit.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Token">The execution's token.</param>
/// <param name="WriterSequence">The number of this append among the execution's, from 1. Appending it again changes nothing.</param>
/// <param name="Body">The entries.</param>
/// <param name="Change">What else changes.</param>
public sealed record RunAppend(string RunId, long Token, long WriterSequence, SegmentBody Body, HeadChange? Change);

/// <summary>Entries of somebody who does not own the run, such as a canceller's.</summary>
/// <param name="RunId">The run.</param>
/// <param name="OperationId">Names the operation: doing it again changes nothing.</param>
/// <param name="ExpectedHead">Append only if this is the run's last entry; <see langword="null"/> for any.</param>
/// <param name="Ownership">Append only if an execution owns the run, or only if none does.</param>
/// <param name="Body">The entries.</param>
/// <param name="Change">What else changes.</param>
public sealed record OutsideAppend(
    string RunId, string OperationId, long? ExpectedHead, RunOwnership Ownership, SegmentBody Body, HeadChange? Change);

/// <summary>Who may own a run for an outside append to hold.</summary>
public enum RunOwnership
{
    /// <summary>Anybody, or nobody.</summary>
    Any,

    /// <summary>An execution.</summary>
    Owned,

    /// <summary>Nobody.</summary>
    Unowned,
}
