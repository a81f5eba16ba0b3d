using System.Buffers;

namespace Runnel.Streams;

/// <summary>The rule for stream keys, task ids and the names of queues.</summary>
internal static class StreamKeys
{
    private const int MaxLength = 128;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    public static bool IsValid(string? key) => key is { Length: >= 1 and <= MaxLength } && !key.AsSpan().ContainsAnyExcept(Allowed);

    public static string Validate(string key, string parameterName) =>
        IsValid(key)
            ? key
            : throw new ArgumentException($"'{key}' is not a stream key: use 1 to 128 of A-Z a-z 0-9 . _ -", parameterName);
}
