using System.Buffers.Binary;
using System.Text;
using Runnel.Storage;

namespace Runnel.Crash.Checks;

/// <summary>Reads a run's log straight from the store.</summary>
internal static class StoredLog
{
    private const int HeaderBytes = 18;

    /// <summary>All entries; what is wrong with their sequences is noted.</summary>
    public static async Task<IReadOnlyList<StoredEntry>> ReadAsync(IRunStore store, string runId, Findings findings, CancellationToken cancellationToken)
    {
        var entries = new List<StoredEntry>();
        var last = 0L;
        LogPage page;
        do
        {
            page = await store.ReadAsync(new ReadRequest(runId, last), cancellationToken);
            foreach (var segment in page.Segments)
            {
                if (segment.First != last + 1)
                {
                    var kind = segment.First > last + 1 ? FindingKind.Lost : FindingKind.Duplicated;
                    findings.Add(kind, runId, $"The segment {segment.First}–{segment.Last} follows entry {last}.");
                }

                entries.AddRange(Decode(runId, segment, findings));
                last = segment.Last;
            }
        }
        while (page.HasMore);
        return entries;
    }

    // An entry is: the length of its JSON (4 bytes), its kind (1), attempt (4), UTC ticks (8), the length of its key (1), the key, the JSON.
    private static IEnumerable<StoredEntry> Decode(string runId, StoredSegment segment, Findings findings)
    {
        var bytes = segment.Body.Bytes;
        for (var sequence = segment.First; sequence <= segment.Last; sequence++)
        {
            var header = bytes.Span;
            var (json, key) = (BinaryPrimitives.ReadInt32LittleEndian(header), header[17]);
            yield return new StoredEntry(
                sequence,
                (StoredKind)header[4],
                BinaryPrimitives.ReadInt32LittleEndian(header[5..]),
                new DateTimeOffset(BinaryPrimitives.ReadInt64LittleEndian(header[9..]), TimeSpan.Zero),
                Encoding.UTF8.GetString(header.Slice(HeaderBytes, key)),
                bytes.Slice(HeaderBytes + key, json));
            bytes = bytes[(HeaderBytes + key + json)..];
        }

        if (bytes.Length > 0)
        {
            findings.Add(FindingKind.Broken, runId, $"The segment {segment.First}–{segment.Last} has {bytes.Length} bytes after its last entry.");
        }
    }
}
