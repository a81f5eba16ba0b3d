using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Runnel.Crash.Journals;

/// <summary>A short mark of what a part says, so that a journal need not repeat it.</summary>
public static class PartDigest
{
    private static readonly JsonElement Nothing = JsonSerializer.SerializeToElement<object?>(null);

    public static string Of(RunPart part) => part switch
    {
        // The part that opens a resumed subscription shows the same run at another place: only what it shows counts.
        RunPart.Run(var snapshot) => Hash(JsonSerializer.Serialize(snapshot.HasOutput ? snapshot : snapshot with { Output = Nothing })),
        RunPart.Chunk(var key, var json) => Hash(string.Create(CultureInfo.InvariantCulture, $"{key}/{part.Attempt}/{part.Timestamp.UtcTicks}/{json.GetRawText()}")),
        RunPart.StreamEnded(var key, var reason, var error) =>
            Hash(string.Create(CultureInfo.InvariantCulture, $"{key}/{part.Attempt}/{part.Timestamp.UtcTicks}/{reason}/{error}")),
        _ => throw new NotSupportedException($"A part of type {part.GetType()} has no digest; add it to {nameof(PartDigest)}."),
    };

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
}
