using System.Text;

namespace Runnel.Crash.Checks;

/// <summary>The kinds of entries, as their numbers are stored.</summary>
internal enum StoredKind : byte
{
    Created = 1,
    Started = 2,
    Chunk = 3,
    StreamOpened = 4,
    StreamEnded = 5,
    Metadata = 6,
    Returned = 7,
    AttemptFailed = 8,
    HandedBack = 9,
    CancelRequested = 10,
    Warning = 11,
    Completed = 12,
    Failed = 13,
    Canceled = 14,
    WorkerLost = 15,
    Crashed = 16,
    Waiting = 17,
    Resumed = 18,
    ChildrenTriggered = 19,
    Memo = 20,
    Tagged = 21,
    Rescheduled = 22,
    Expired = 23,
    TimedOut = 24,
    MetadataSent = 25,
}

/// <summary>One entry of a log, decoded here and not by the code that is under test.</summary>
internal sealed record StoredEntry(long Sequence, StoredKind Kind, int Attempt, DateTimeOffset Timestamp, string Key, ReadOnlyMemory<byte> Json)
{
    private const int LongestShown = 160;

    public bool IsTerminal => Kind is StoredKind.Completed or StoredKind.Failed or StoredKind.Canceled or StoredKind.Crashed
        or StoredKind.Expired or StoredKind.TimedOut;

    /// <summary>Whether the execution that had the run has it no more.</summary>
    public bool EndsExecution => IsTerminal || IsLoss || Kind == StoredKind.AttemptFailed;

    /// <summary>Whether an execution ended in the middle of its task, which then begins again.</summary>
    public bool IsLoss => Kind is StoredKind.WorkerLost or StoredKind.HandedBack;

    public override string ToString()
    {
        var json = Encoding.UTF8.GetString(Json.Span);
        return $"{Sequence,6} {Timestamp:HH:mm:ss.ffff} {Kind,-15} attempt {Attempt} {Key} {(json.Length > LongestShown ? json[..LongestShown] + "…" : json)}";
    }
}
