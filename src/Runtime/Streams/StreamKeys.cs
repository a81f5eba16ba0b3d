using System.Buffers;

namespace Runnel.Streams;

/// <summary>The rule for stream keys and task ids.</summary>
internal static class StreamKeys
{
    private const int MaxLength = 128;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    public static string Validate(string key, string parameterName) =>
        key is { Length: >= 1 and <= MaxLength } && !key.AsSpan().ContainsAnyExcept(Allowed)
            ? key
            : throw new ArgumentException($"'{key}' is not a stream key: use 1 to 128 of A-Z a-z 0-9 . _ -", parameterName);
}
