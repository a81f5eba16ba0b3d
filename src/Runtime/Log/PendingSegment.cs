using Runnel.Scheduling;
using Runnel.Storage;

namespace Runnel.Log;

/// <summary>Entries that one commit will bring. Guarded by its writer's lock.</summary>
/// <param name="body">The entries as they are stored.</param>
/// <param name="entries">The entries as readers in this process share them.</param>
/// <param name="accepted">How many writes they are; merged metadata changes count one by one.</param>
internal sealed class PendingSegment(SegmentBody body, LogEntry[] entries, long accepted)
{
    public SegmentBody Body => body;

    public long Accepted => accepted;

    public int Bytes => body.Bytes.Length;

    /// <summary>What changes with the commit.</summary>
    public HeadChange? Change { get; init; }

    /// <summary>Runs to create with it.</summary>
    public IReadOnlyList<NewRun> Children { get; init; } = [];

    /// <summary>Set when the commit is over, if somebody waits for it.</summary>
    public Signal? Done { get; init; }

    public AppendOutcome Outcome { get; set; }

    public CommittedSegment ToCommitted(long last)
    {
        var first = last - entries.Length + 1;
        for (var index = 0; index < entries.Length; index++)
        {
            entries[index].Sequence = first + index;
        }

        return new CommittedSegment(first, entries, Bytes);
    }
}
