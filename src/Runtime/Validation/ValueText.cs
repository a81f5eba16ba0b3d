using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Runnel.Validation;

/// <summary>Values as a message shows them: short, whatever was sent.</summary>
internal static class ValueText
{
    private const int MaxLength = 100;

    /// <summary>What came, by its kind: <c>the string "soon"</c>.</summary>
    public static string Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => $"the string {Quoted(value.GetString()!)}",
        JsonValueKind.Number => $"the number {Shortened(value.GetRawText())}",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        _ => value.GetRawText(),
    };

    public static string Of(object? value) => value is string text ? Quoted(text) : Plain(value);

    /// <summary>As <see cref="Of(object?)"/>, texts without quotation marks.</summary>
    public static string Plain(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("O", CultureInfo.InvariantCulture),
        IFormattable formattable => Shortened(formattable.ToString(format: null, CultureInfo.InvariantCulture)),
        _ => Shortened(value.ToString() ?? ""),
    };

    public static string Quoted(string text) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(Shortened(text))}\"";

    /// <summary>At most about 100 characters, and how many there are.</summary>
    public static string Shortened(string text)
    {
        if (text.Length <= MaxLength)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[MaxLength - 1]) ? MaxLength - 1 : MaxLength;
        return string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, end)}… ({text.Length:N0} characters)");
    }
}
