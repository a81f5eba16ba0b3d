using System.ComponentModel.DataAnnotations;

namespace Runnel.Validation;

/// <summary>Neither null nor, unless it is allowed, a text of white space.</summary>
internal sealed class RequiredRule(RequiredAttribute attribute) : Rule(attribute)
{
    protected override bool IsValid(object? value, RuleContext context) =>
        value is not null && (attribute.AllowEmptyStrings || value is not string text || !string.IsNullOrWhiteSpace(text));

    protected override string? Expected(object? value) => value is null ? "it is required" : "it is required and must not be blank";

    protected override ValidationAttribute Wordless => new RequiredAttribute();

    public override void Describe(SchemaNode node)
    {
        node.ForbidNull();
        if (!attribute.AllowEmptyStrings && node.Member is { } member && member.PropertyType == typeof(string))
        {
            node.AddPattern(SchemaPattern.NotBlank);
        }
    }
}
