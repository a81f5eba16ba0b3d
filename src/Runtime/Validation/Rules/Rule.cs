using System.ComponentModel.DataAnnotations;

namespace Runnel.Validation;

/// <summary>
/// One validation attribute, as a check of values and as keywords of a schema: what is validated and what the schema says come from the
/// same place.
/// </summary>
internal abstract class Rule(ValidationAttribute attribute)
{
    /// <summary>A derived class may override what is valid; then it is asked as well.</summary>
    private readonly bool isDerived = attribute.GetType().Assembly != typeof(ValidationAttribute).Assembly;

    /// <summary>The attribute as it is written.</summary>
    public string Name => $"[{(attribute.GetType().Name is var name && name.EndsWith("Attribute", StringComparison.Ordinal) ? name[..^9] : name)}]";

    protected ValidationAttribute Attribute => attribute;

    /// <summary>The rule of an attribute. Those that would look at their value by reflection are checked without it.</summary>
    public static Rule Of(ValidationAttribute attribute) => attribute switch
    {
        RequiredAttribute required => new RequiredRule(required),
        StringLengthAttribute length => new LengthRule(length, length.MinimumLength, length.MaximumLength),
        MinLengthAttribute length => new LengthRule(length, length.Length, max: null),
        MaxLengthAttribute length => new LengthRule(length, min: 0, length.Length < 0 ? null : length.Length),
        LengthAttribute length => new LengthRule(length, length.MinimumLength, length.MaximumLength),
        RangeAttribute range => new RangeRule(range),
        AllowedValuesAttribute allowed => new ValuesRule(allowed, allowed.Values, isAllowed: true),
        DeniedValuesAttribute denied => new ValuesRule(denied, denied.Values, isAllowed: false),
        RegularExpressionAttribute or EmailAddressAttribute or UrlAttribute or Base64StringAttribute => new TextRule(attribute),
        CompareAttribute compare => new CompareRule(compare),
        _ => new AttributeRule(attribute),
    };

    /// <summary>Why the value is refused; <see langword="null"/> if it is not.</summary>
    public virtual string? Objection(object? value, RuleContext context) =>
        IsValid(value, context)
            ? isDerived ? AttributesObjection(value, context) : null
            : Sentence(Message(context.Name), value, context);

    /// <summary>Says in a schema what the rule asks for.</summary>
    public virtual void Describe(SchemaNode node)
    {
    }

    protected virtual bool IsValid(object? value, RuleContext context) => true;

    protected virtual string? Given(object? value) => value is string or bool or char or IFormattable ? $"it is {ValueText.Of(value)}" : null;

    protected virtual string Message(string name) => attribute.FormatErrorMessage(name);

    /// <summary>What is asked for, in words for whoever has to send it; <see langword="null"/> if .NET's have to do.</summary>
    protected virtual string? Expected(object? value) => null;

    /// <summary>The attribute as it is without any words of the user: what it says is said with <see cref="Expected"/> instead.</summary>
    protected virtual ValidationAttribute? Wordless => null;

    protected string? AttributesObjection(object? value, RuleContext context) => attribute.GetValidationResult(value, context.Validation) is { } result
        ? Sentence(result.ErrorMessage ?? attribute.FormatErrorMessage(context.Name), value, context)
        : null;

    private string Sentence(string message, object? value, RuleContext context)
    {
        var said = Expected(value) is { } expected && message == Wordless?.FormatErrorMessage(context.Name) ? expected : message;
        return Given(value) is { } given ? $"{said.TrimEnd('.')}; {given}." : said.EndsWith('.') || said == message ? said : $"{said}.";
    }
}

/// <summary>An attribute that decides by itself.</summary>
internal sealed class AttributeRule(ValidationAttribute attribute) : Rule(attribute)
{
    public override string? Objection(object? value, RuleContext context) => AttributesObjection(value, context);
}
