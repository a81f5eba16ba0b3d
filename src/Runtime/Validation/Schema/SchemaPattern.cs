using System.Text.RegularExpressions;

namespace Runnel.Validation;

/// <summary>.NET's regular expressions as those of a schema, which are ECMAScript's and search instead of matching.</summary>
internal static partial class SchemaPattern
{
    public const string Base64 = "^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$";

    /// <summary>The same with white space anywhere, which <c>Base64StringAttribute</c> lets pass, and a text keeps.</summary>
    public const string SpacedBase64 = $"^{Space}(?:(?:[A-Za-z0-9+/]{Space}){{4}})*(?:(?:[A-Za-z0-9+/]{Space}){{2}}(?:={Space}){{2}}|(?:[A-Za-z0-9+/]{Space}){{3}}={Space})?$";

    public const string Time = @"^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,7})?$";

    public const string TimeSpan = @"^-?(?:\d{1,8}\.)?(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,7})?$";

    private const string Space = @"[ \t\r\n]*";

    public const string NotBlank = @"\S";

    /// <summary>
    /// The pattern of a <c>RegularExpressionAttribute</c>, which asks for the whole text and lets the empty one pass; <see langword="null"/> if it
    /// uses what only .NET has.
    /// </summary>
    public static string? Of(string pattern)
    {
        if (OnlyDotNet().IsMatch(pattern))
        {
            return null;
        }

        var inner = pattern;
        if (!pattern.Contains('|', StringComparison.Ordinal))
        {
            // ^ and $ at the ends say nothing more, and are what most write.
            inner = inner.StartsWith('^') ? inner[1..] : inner;
            inner = inner.EndsWith('$') && !inner.EndsWith(@"\$", StringComparison.Ordinal) ? inner[..^1] : inner;
        }

        return $"^(?:{inner})?$";
    }

    // Atomic groups, options, comments, conditions, quoted names, \A \z \Z \G \a \e, blocks of Unicode, subtraction of classes.
    [GeneratedRegex(@"\(\?>|\(\?[imnsx-]+[:)]|\(\?#|\(\?\(|\(\?'|\(\?<\w+-|\\[AzZGae]|\\[pP]\{Is|\[[^\]]*-\[", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OnlyDotNet();
}
