using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Runnel;

/// <summary>
/// A place in the log of one run: everything up to it was seen. Opaque; keep it as its text and hand it back in <see cref="SubscribeOptions.After"/>.
/// </summary>
[JsonConverter(typeof(RunCursorConverter))]
public readonly record struct RunCursor : IParsable<RunCursor>
{
    internal RunCursor(string runId, long epoch, long sequence)
    {
        RunId = runId;
        Epoch = epoch;
        Sequence = sequence;
    }

    /// <summary>The run that the cursor belongs to.</summary>
    public string? RunId { get; }

    /// <summary>Which life of the log it belongs to: a log that lost its end starts a new epoch.</summary>
    internal long Epoch { get; }

    /// <summary>The last entry that was seen.</summary>
    internal long Sequence { get; }

    /// <summary>The cursor as text that <see cref="Parse"/> reads.</summary>
    public override string ToString() =>
        RunId is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{RunId}.{Epoch:x}.{Sequence}");

    /// <summary>Reads a cursor from its text.</summary>
    /// <exception cref="InvalidCursorException">The text is not a cursor's.</exception>
    public static RunCursor Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var cursor) ? cursor : throw InvalidCursorException.Malformed(s);

    /// <summary>Reads a cursor from its text, if it is one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out RunCursor result)
    {
        result = default;
        if (s is null)
        {
            return false;
        }

        var lastDot = s.LastIndexOf('.');
        var firstDot = lastDot <= 0 ? -1 : s.LastIndexOf('.', lastDot - 1);
        if (firstDot <= 0
            || !long.TryParse(s.AsSpan(firstDot + 1, lastDot - firstDot - 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var epoch)
            || !long.TryParse(s.AsSpan(lastDot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
        {
            return false;
        }

        result = new RunCursor(s[..firstDot], epoch, sequence);
        return true;
    }
}

/// <summary>Writes a <see cref="RunCursor"/> as its text.</summary>
public sealed class RunCursorConverter : JsonConverter<RunCursor>
{
    /// <inheritdoc/>
    public override RunCursor Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString() is { Length: > 0 } text ? RunCursor.Parse(text) : default;

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, RunCursor value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.ToString());
    }
}
