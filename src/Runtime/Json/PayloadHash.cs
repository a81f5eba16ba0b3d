using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;

namespace Runnel.Json;

/// <summary>
/// A digest of what a payload says: the order of an object's members and white space make no difference. Two calls of a task with the same digest
/// ask for the same.
/// </summary>
internal static class PayloadHash
{
    private const int DigestBytes = 16;

    public static string Of(string taskId, ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 128 });
        var canonical = new ArrayBufferWriter<byte>(json.Length + 16);
        using (var writer = new Utf8JsonWriter(canonical, new JsonWriterOptions { MaxDepth = 256 }))
        {
            writer.WriteStartArray();
            writer.WriteStringValue(taskId);
            Write(document.RootElement, writer);
            writer.WriteEndArray();
        }

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(canonical.WrittenSpan, digest);
        return Convert.ToHexStringLower(digest[..DigestBytes]);
    }

    private static void Write(JsonElement element, Utf8JsonWriter writer)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in element.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(member.Name);
                    Write(member.Value, writer);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                {
                    Write(item, writer);
                }

                writer.WriteEndArray();
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }
}
