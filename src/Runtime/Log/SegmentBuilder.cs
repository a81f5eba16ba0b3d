using System.Buffers;
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

    private const int SmallestBuffer = 256;
    private const int LargestFirstBuffer = 256 * 1024;

    private readonly List<LogEntry> entries = [];
    private int firstBuffer = SmallestBuffer;
    private byte[] buffer = [];
    private int length;
    private bool hasState;
    private string? lastKey;
    private byte[] lastKeyBytes = [];

    public int Bytes => length;

    public int Count => entries.Count;

    public void Add(LogEntry entry, ReadOnlySpan<byte> json)
    {
        var key = KeyBytes(entry.Key);
        var size = HeaderBytes + key.Length + json.Length;
        if (buffer.Length - length < size)
        {
            Grow(length + size);
        }

        var span = buffer.AsSpan(length, size);
        BinaryPrimitives.WriteInt32LittleEndian(span, json.Length);
        span[4] = (byte)entry.Kind;
        BinaryPrimitives.WriteInt32LittleEndian(span[5..], entry.Attempt);
        BinaryPrimitives.WriteInt64LittleEndian(span[9..], entry.Timestamp.UtcTicks);
        span[17] = (byte)key.Length;
        key.CopyTo(span[HeaderBytes..]);
        json.CopyTo(span[(HeaderBytes + key.Length)..]);
        entry.Locate(length + HeaderBytes + key.Length, json.Length);
        length += size;
        hasState |= entry.Kind != EntryKind.Chunk;
        entries.Add(entry);
    }

    /// <summary>The segment of the entries so far; the builder is empty afterwards and can be used again.</summary>
    public (SegmentBody Body, LogEntry[] Entries) Build()
    {
        var bytes = buffer.AsSpan(0, length).ToArray();
        var built = entries.ToArray();
        foreach (var entry in built)
        {
            entry.BindTo(bytes);
        }

        var body = new SegmentBody(built.Length, hasState, bytes);
        entries.Clear();
        (length, hasState) = (0, false);
        Release();
        return (body, built);
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

    private void Grow(int needed)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(Math.Max(firstBuffer, buffer.Length * 2), needed));
        buffer.AsSpan(0, length).CopyTo(larger);
        Release();
        buffer = larger;
    }

    // A run that writes nothing holds no buffer. The next segment is taken to be as long as this one.
    private void Release()
    {
        if (buffer.Length > 0)
        {
            firstBuffer = Math.Min(buffer.Length, LargestFirstBuffer);
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = [];
        }
    }

    // Chunks come in rows of one stream.
    private ReadOnlySpan<byte> KeyBytes(string? key)
    {
        if (key is null)
        {
            return [];
        }

        if (!ReferenceEquals(key, lastKey))
        {
            (lastKey, lastKeyBytes) = (key, Encoding.UTF8.GetBytes(key));
        }

        return lastKeyBytes;
    }
}
