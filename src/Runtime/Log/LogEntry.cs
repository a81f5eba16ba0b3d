using Runnel.Storage;

namespace Runnel.Log;

/// <summary>
/// One entry of a run's log. It is made once, where it was written or read, and shared by every reader in the process.
/// </summary>
internal sealed class LogEntry(EntryKind kind, int attempt, DateTimeOffset timestamp, string? key, object? value)
{
    private readonly long ticks = timestamp.UtcTicks;
    private byte[] segment = [];
    private int offset;
    private int length;

    public EntryKind Kind => kind;

    /// <summary>The execution it belongs to; 0 before the first.</summary>
    public int Attempt => attempt;

    public DateTimeOffset Timestamp => new(ticks, TimeSpan.Zero);

    /// <summary>The stream's key, of an entry that concerns a stream.</summary>
    public string? Key => key;

    /// <summary>The chunk itself, where its writer is in this process.</summary>
    public object? Value => value;

    /// <summary>The entry's place in its run's log, once it is committed.</summary>
    public long Sequence { get; set; }

    /// <summary>The part that readers of one union share; its type is the union's, and so tells which.</summary>
    public object? Shared { get; set; }

    /// <summary>The entry's JSON, in the bytes of its segment.</summary>
    public ReadOnlyMemory<byte> Body => segment.AsMemory(offset, length);

    public void Locate(int offset, int length) => (this.offset, this.length) = (offset, length);

    public void BindTo(byte[] segment) => this.segment = segment;
}

/// <summary>A committed segment as readers in this process share it.</summary>
internal sealed record CommittedSegment(long First, LogEntry[] Entries, int Bytes)
{
    public long Last => First + Entries.Length - 1;

    public bool IsLast => Entries[^1].Kind.IsTerminal;

    public static CommittedSegment Read(StoredSegment stored)
    {
        var entries = SegmentReader.Read(stored.Body);
        for (var index = 0; index < entries.Length; index++)
        {
            entries[index].Sequence = stored.First + index;
        }

        return new(stored.First, entries, stored.Body.Bytes.Length);
    }
}
