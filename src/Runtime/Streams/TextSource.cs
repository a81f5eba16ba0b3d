using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;

namespace Runnel.Streams;

/// <summary>Decodes a byte stream into text as it arrives.</summary>
internal static class TextSource
{
    private const int BufferBytes = 8 * 1024;

    public static async IAsyncEnumerable<string> ReadAsync(
        Stream source, Encoding encoding, bool leaveOpen, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var decoder = encoding.GetDecoder();
        var bytes = ArrayPool<byte>.Shared.Rent(BufferBytes);
        var characters = ArrayPool<char>.Shared.Rent(encoding.GetMaxCharCount(BufferBytes));
        try
        {
            var atStart = true;
            int read;
            do
            {
                read = await source.ReadAsync(bytes.AsMemory(0, BufferBytes), cancellationToken).ConfigureAwait(false);
                var count = decoder.GetChars(bytes.AsSpan(0, read), characters, flush: read == 0);
                var skip = atStart && count > 0 && characters[0] == '\uFEFF' ? 1 : 0;
                atStart &= count == 0;
                if (count > skip)
                {
                    yield return new string(characters, skip, count - skip);
                }
            }
            while (read > 0);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
            ArrayPool<char>.Shared.Return(characters);
            if (!leaveOpen)
            {
                await source.DisposeAsync().ConfigureAwait(false);
            }
        }
    }
}
