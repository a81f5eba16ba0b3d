using System.Buffers.Binary;
using System.Numerics;

namespace Runnel.Sqlite.Tables;

/// <summary>The checksum of a segment: CRC32C of where it stands and of its bytes. SQLite itself does not notice a changed byte in a body.</summary>
internal static class BodySum
{
    public static long Of(long last, int count, bool hasState, ReadOnlySpan<byte> body)
    {
        var sum = BitOperations.Crc32C(uint.MaxValue, (ulong)last);
        sum = BitOperations.Crc32C(sum, (uint)count);
        sum = BitOperations.Crc32C(sum, hasState ? (byte)1 : (byte)0);
        for (; body.Length >= sizeof(ulong); body = body[sizeof(ulong)..])
        {
            sum = BitOperations.Crc32C(sum, BinaryPrimitives.ReadUInt64LittleEndian(body));
        }

        foreach (var value in body)
        {
            sum = BitOperations.Crc32C(sum, value);
        }

        return ~sum;
    }
}
