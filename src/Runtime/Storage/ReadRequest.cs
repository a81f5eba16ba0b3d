namespace Runnel.Storage;

/// <summary>Which part of a run's log to read.</summary>
/// <param name="RunId">The run.</param>
/// <param name="After">Segments with an entry after this sequence.</param>
public sealed record ReadRequest(string RunId, long After)
{
    /// <summary>No segment that begins after this sequence.</summary>
    public long UpTo { get; init; } = long.MaxValue;

    /// <summary>How many bytes a page may hold; one segment is always given. Default 256 KiB.</summary>
    public int MaxBytes { get; init; } = 256 * 1024;

    /// <summary>Only segments that hold an entry other than a chunk.</summary>
    public bool StateOnly { get; init; }
}

/// <summary>A page of a run's log, in order.</summary>
/// <param name="Segments">Whole segments; the first may begin before the requested sequence.</param>
/// <param name="HasMore">Whether the page was full before the log was.</param>
public sealed record LogPage(IReadOnlyList<StoredSegment> Segments, bool HasMore);
