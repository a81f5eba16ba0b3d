using System.Buffers.Binary;
using System.Text;
using Runnel.Storage;

namespace Runnel.Log;

/// <summary>
/// Encodes entries one after the other into the bytes that are stored. An entry is: the length of its JSON (4 bytes), its kind (1),
/// attempt (4), UTC ticks (8), the length of its stream key (1), the key in UTF-8, the JSON; numbers are little-endian.
/// </summary>
internal sealed class SegmentBuilder
{
    internal const int HeaderBytes = 18;

    private readonly List<LogEntry> entries = [];
    private byte[] buffer = new byte[512];
    private int length;
    private bool hasState;

    public int Bytes => length;

    public int Count => entries.Count;

    public void Add(LogEntry entry, ReadOnlySpan<byte> json)
    {
        var keyBytes = entry.Key is null ? 0 : Encoding.UTF8.GetByteCount(entry.Key);
        var size = HeaderBytes + keyBytes + json.Length;
        if (buffer.Length - length < size)
        {
            Array.Resize(ref buffer, Math.Max(buffer.Length * 2, length + size));
        }

        var span = buffer.AsSpan(length, size);
        BinaryPrimitives.WriteInt32LittleEndian(span, json.Length);
        span[4] = (byte)entry.Kind;
        BinaryPrimitives.WriteInt32LittleEndian(span[5..], entry.Attempt);
        BinaryPrimitives.WriteInt64LittleEndian(span[9..], entry.Timestamp.UtcTicks);
        span[17] = (byte)keyBytes;
        if (keyBytes > 0)
        {
            Encoding.UTF8.GetBytes(entry.Key, span[HeaderBytes..]);
        }

        json.CopyTo(span[(HeaderBytes + keyBytes)..]);
        entry.Locate(length + HeaderBytes + keyBytes, json.Length);
        length += size;
        hasState |= entry.Kind != EntryKind.Chunk;
        entries.Add(entry);
    }

    /// <summary>The finished segment; the builder is not used afterwards.</summary>
    public (SegmentBody Body, LogEntry[] Entries) Build()
    {
        foreach (var entry in entries)
        {
            entry.BindTo(buffer);
        }

        return (new SegmentBody(entries.Count, hasState, buffer.AsMemory(0, length)), entries.ToArray());
    }

    public static SegmentBody Encode(params ReadOnlySpan<(LogEntry Entry, byte[] Json)> entries)
    {
        var builder = new SegmentBuilder();
        foreach (var (entry, json) in entries)
        {
            builder.Add(entry, json);
        }

        return builder.Build().Body;
    }
}
