namespace Runnel.Storage;

/// <summary>Entries of one run as one stored value. A store keeps the bytes and does not look into them.</summary>
/// <param name="Count">How many entries; at least 1.</param>
/// <param name="HasState">Whether an entry other than a chunk is among them, so that a reader of the run's state needs the segment.</param>
/// <param name="Bytes">The entries, encoded.</param>
public sealed record SegmentBody(int Count, bool HasState, ReadOnlyMemory<byte> Bytes);

/// <summary>A stored segment: the entries of one run that one commit brought.</summary>
/// <param name="Last">The sequence of its last entry.</param>
/// <param name="Body">Its entries.</param>
public readonly record struct StoredSegment(long Last, SegmentBody Body)
{
    /// <summary>The sequence of its first entry.</summary>
    public long First => Last - Body.Count + 1;
}
