using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Runnel.Storage;

namespace Runnel.Log;

/// <summary>Reads what <see cref="SegmentBuilder"/> wrote.</summary>
internal static class SegmentReader
{
    public static LogEntry[] Read(SegmentBody body)
    {
        if (!MemoryMarshal.TryGetArray(body.Bytes, out var bytes) || bytes.Offset != 0)
        {
            bytes = new ArraySegment<byte>(body.Bytes.ToArray());
        }

        var entries = new LogEntry[body.Count];
        var offset = 0;
        ReadOnlySpan<byte> lastKeyBytes = default;
        string? lastKey = null;
        for (var index = 0; index < entries.Length; index++)
        {
            var span = bytes.AsSpan(offset);
            var json = BinaryPrimitives.ReadInt32LittleEndian(span);
            var keyBytes = span.Slice(SegmentBuilder.HeaderBytes, span[17]);
            if (keyBytes.Length > 0 && !keyBytes.SequenceEqual(lastKeyBytes))
            {
                lastKeyBytes = keyBytes;
                lastKey = Encoding.UTF8.GetString(keyBytes);
            }

            var entry = new LogEntry(
                (EntryKind)span[4],
                BinaryPrimitives.ReadInt32LittleEndian(span[5..]),
                new DateTimeOffset(BinaryPrimitives.ReadInt64LittleEndian(span[9..]), TimeSpan.Zero),
                keyBytes.Length > 0 ? lastKey : null,
                value: null);
            offset += SegmentBuilder.HeaderBytes + keyBytes.Length;
            entry.Locate(offset, json);
            entry.BindTo(bytes.Array!);
            entries[index] = entry;
            offset += json;
        }

        return entries;
    }
}
