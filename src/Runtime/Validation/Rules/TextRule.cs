using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace Runnel.Validation;

/// <summary>
/// A text of a form. The attribute decides; the schema says the same as a pattern. Only a regular expression's alternatives are tried to the end: the attribute would
/// refuse <c>ab</c> for <c>a|ab</c>, because the first that fits is not the whole.
/// </summary>
internal sealed class TextRule(ValidationAttribute attribute) : Rule(attribute)
{
    private readonly Regex? whole = attribute is RegularExpressionAttribute { Pattern: { } pattern, MatchTimeoutInMilliseconds: var limit } && SchemaPattern.Of(pattern) is not null
        ? new Regex($@"\A(?:{pattern})\z", RegexOptions.None, limit < 0 ? Regex.InfiniteMatchTimeout : TimeSpan.FromMilliseconds(limit))
        : null;

    public override string? Objection(object? value, RuleContext context) =>
        AttributesObjection(value, context) is { } objection && !(value is string text && whole is not null && whole.IsMatch(text)) ? objection : null;

    protected override string? Expected(object? value) => Attribute switch
    {
        RegularExpressionAttribute { Pattern: var pattern } => $"must match the regular expression {pattern}",
        EmailAddressAttribute => "must be an e-mail address",
        UrlAttribute => "must be a URL of http, https or ftp",
        Base64StringAttribute => "must be Base64",
        _ => null,
    };

    protected override ValidationAttribute? Wordless => Attribute switch
    {
        RegularExpressionAttribute { Pattern: var pattern } => new RegularExpressionAttribute(pattern),
        EmailAddressAttribute => new EmailAddressAttribute(),
        UrlAttribute => new UrlAttribute(),
        Base64StringAttribute => new Base64StringAttribute(),
        _ => null,
    };

    public override void Describe(SchemaNode node)
    {
        if (!node.Is("string"))
        {
            return;
        }

        switch (Attribute)
        {
            case RegularExpressionAttribute { Pattern: var pattern } when SchemaPattern.Of(pattern) is { } whole:
                node.AddPattern(whole);
                break;
            case RegularExpressionAttribute { Pattern: var pattern }:
                node.Note($"Matches the .NET regular expression {pattern}");
                break;
            case EmailAddressAttribute:
                node.AddPattern(@"^[^@\r\n]+@[^@\r\n]+$");
                break;
            case UrlAttribute when node.Member?.PropertyType == typeof(string):
                node.AddPattern("^(?:[hH][tT][tT][pP][sS]?|[fF][tT][pP])://");
                break;
            case Base64StringAttribute:
                node.AddPattern(SchemaPattern.SpacedBase64);
                break;
        }
    }
}
