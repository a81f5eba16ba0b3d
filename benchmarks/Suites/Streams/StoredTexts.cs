using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Runnel.Log;
using Runnel.Storage;

namespace Runnel.Benchmarks.Suites.Streams;

/// <summary>
/// What somebody would write by hand to read the same bytes: the same pages of the same store, each chunk's JSON deserialized and yielded.
/// No parts, no cursors, no run updates.
/// </summary>
internal static class StoredTexts
{
    private static readonly JsonTypeInfo<string> Text = (JsonTypeInfo<string>)JsonSerializerOptions.Web.GetTypeInfo(typeof(string));

    public static async IAsyncEnumerable<string> DecodeAsync(IRunStore store, string runId)
    {
        var after = 0L;
        while (true)
        {
            var page = await store.ReadAsync(new ReadRequest(runId, after), CancellationToken.None);
            foreach (var segment in page.Segments)
            {
                var offset = 0;
                for (var entry = 0; entry < segment.Body.Count; entry++)
                {
                    if (Next(segment.Body.Bytes.Span, ref offset) is { } text)
                    {
                        yield return text;
                    }
                }

                after = segment.Last;
            }

            if (!page.HasMore)
            {
                yield break;
            }
        }
    }

    // See SegmentBuilder: length of the JSON, kind, attempt, ticks, length of the key, key, JSON.
    private static string? Next(ReadOnlySpan<byte> bytes, ref int offset)
    {
        var entry = bytes[offset..];
        var header = SegmentBuilder.HeaderBytes + entry[SegmentBuilder.HeaderBytes - 1];
        var json = entry.Slice(header, BinaryPrimitives.ReadInt32LittleEndian(entry));
        offset += header + json.Length;
        return (EntryKind)entry[4] == EntryKind.Chunk ? JsonSerializer.Deserialize(json, Text) : null;
    }
}
