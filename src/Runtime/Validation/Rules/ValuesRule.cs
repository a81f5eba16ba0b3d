using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;

namespace Runnel.Validation;

/// <summary>One of some values, or none of them. Numbers are the same if they are worth the same, of whatever type.</summary>
internal sealed class ValuesRule(ValidationAttribute attribute, object?[] values, bool isAllowed) : Rule(attribute)
{
    // A null that nobody chose is none of the values that are allowed, and may be left all the same.
    protected override bool IsValid(object? value, RuleContext context) =>
        Array.Exists(values, listed => AreSame(listed, value)) == isAllowed || (value is null && isAllowed && context.IsNullByDefault);

    protected override string? Given(object? value) => value is null ? "it is null" : base.Given(value);

    protected override string? Expected(object? value) => $"must {(isAllowed ? "" : "not ")}be {ExpectedText.OneOf(values.Select(ValueText.Of))}";

    protected override ValidationAttribute Wordless => isAllowed ? new AllowedValuesAttribute(values) : new DeniedValuesAttribute(values);

    public override void Describe(SchemaNode node)
    {
        var listed = new JsonArray();
        foreach (var value in values)
        {
            if (value is null)
            {
                listed.Add(null);
            }
            else if (node.ToJson(value) is { } json)
            {
                listed.Add(json);
            }
            else
            {
                // It has no form in JSON here, so that a list without it would be wrong.
                return;
            }
        }

        if (isAllowed)
        {
            node.Allow(listed);
        }
        else
        {
            node.Deny(listed);
        }
    }

    private static bool AreSame(object? listed, object? value) => listed is null || value is null
        ? listed is null && value is null
        : listed.Equals(value) || (Numbers.IsNumber(listed) && Numbers.IsNumber(value) && Numbers.Compare(listed, value) == 0);
}
