using System.ComponentModel.DataAnnotations;

namespace Runnel.Validation;

/// <summary>A text of a form. The attribute decides; the schema says the same as a pattern.</summary>
internal sealed class TextRule(ValidationAttribute attribute) : Rule(attribute)
{
    public override string? Objection(object? value, RuleContext context) => AttributesObjection(value, context);

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
                node.AddPattern(SchemaPattern.Base64);
                break;
        }
    }
}
