using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace Runnel.Validation;

/// <summary>
/// Between two limits. Numbers are compared as they are: the attribute itself would round 10.4 to compare it with 10, and throw at a
/// number beyond its own type.
/// </summary>
internal sealed class RangeRule : Rule
{
    private readonly RangeAttribute attribute;
    private readonly object? minimum;
    private readonly object? maximum;

    public RangeRule(RangeAttribute attribute)
        : base(attribute)
    {
        this.attribute = attribute;
        minimum = LimitOf(attribute.Minimum);
        maximum = LimitOf(attribute.Maximum);
    }

    private bool AreNumbers => minimum is not null && maximum is not null && Numbers.IsNumber(minimum) && Numbers.IsNumber(maximum);

    public override string? Objection(object? value, RuleContext context) =>
        value is null or "" || CanCompare(value) ? base.Objection(value, context) : AttributesObjection(value, context);

    protected override bool IsValid(object? value, RuleContext context)
    {
        if (value is null or "")
        {
            return true;
        }

        var (low, high) = (Compare(value, minimum!), Compare(value, maximum!));
        return (attribute.MinimumIsExclusive ? low > 0 : low >= 0) && (attribute.MaximumIsExclusive ? high < 0 : high <= 0);
    }

    public override void Describe(SchemaNode node)
    {
        if (AreNumbers && (node.Is("integer") || node.Is("number")))
        {
            node.AddMinimum(minimum!, attribute.MinimumIsExclusive);
            node.AddMaximum(maximum!, attribute.MaximumIsExclusive);
        }
        else
        {
            // A schema compares only numbers.
            node.Note($"From {ValueText.Plain(minimum ?? attribute.Minimum)}{(attribute.MinimumIsExclusive ? " (exclusive)" : "")} "
                + $"to {ValueText.Plain(maximum ?? attribute.Maximum)}{(attribute.MaximumIsExclusive ? " (exclusive)" : "")}.");
        }
    }

    // Its own message converts limits that are texts by reflection, and shows them as the server's culture does.
    protected override string Message(string name) => attribute switch
    {
        { ErrorMessageResourceType: not null } => base.Message(name),
        { ErrorMessage: { } format } => string.Format(CultureInfo.InvariantCulture, format, name, ValueText.Plain(minimum), ValueText.Plain(maximum)),
        _ when Wordless is not null => base.Message(name),
        _ => Expected(value: null)!,
    };

    protected override string? Expected(object? value)
    {
        var (low, high) = (ValueText.Plain(minimum), ValueText.Plain(maximum));
        return (IsInfinite(minimum), IsInfinite(maximum)) switch
        {
            (false, true) => $"must be {(attribute.MinimumIsExclusive ? "greater than" : "at least")} {low}",
            (true, false) => $"must be {(attribute.MaximumIsExclusive ? "less than" : "at most")} {high}",
            _ => $"must be between {low}{(attribute.MinimumIsExclusive ? " exclusive" : "")} and {high}{(attribute.MaximumIsExclusive ? " exclusive" : "")}",
        };
    }

    protected override ValidationAttribute? Wordless => (attribute.Minimum, attribute.Maximum) switch
    {
        (int low, int high) => new RangeAttribute(low, high) { MinimumIsExclusive = attribute.MinimumIsExclusive, MaximumIsExclusive = attribute.MaximumIsExclusive },
        (double low, double high) => new RangeAttribute(low, high) { MinimumIsExclusive = attribute.MinimumIsExclusive, MaximumIsExclusive = attribute.MaximumIsExclusive },
        _ => null,
    };

    private static bool IsInfinite(object? limit) => limit is not null && Numbers.IsInfinite(limit);

    private bool CanCompare(object value) =>
        AreNumbers ? Numbers.IsNumber(value) : minimum is not null && maximum is not null && value.GetType() == minimum.GetType() && value is IComparable;

    private static int Compare(object value, object limit) =>
        Numbers.IsNumber(value) ? Numbers.Compare(value, limit) : ((IComparable)value).CompareTo(limit);

    // Limits that are texts are those of a type of the user's choice. They are read in the invariant culture, wherever the program runs.
    private object? LimitOf(object limit)
    {
        var type = attribute.OperandType;
        if (limit is not string text || type == typeof(string))
        {
            return limit;
        }

        var invariant = CultureInfo.InvariantCulture;
        return Type.GetTypeCode(type) switch
        {
            _ when type.IsEnum => Enum.TryParse(type, text, out var value) ? value : null,
            TypeCode.Byte or TypeCode.SByte or TypeCode.Int16 or TypeCode.UInt16 or TypeCode.Int32 or TypeCode.UInt32 or TypeCode.Int64 or TypeCode.UInt64 or TypeCode.Decimal =>
                decimal.TryParse(text, NumberStyles.Float, invariant, out var value) ? value : null,
            TypeCode.Single or TypeCode.Double => double.TryParse(text, NumberStyles.Float, invariant, out var value) ? value : null,
            TypeCode.Char => text.Length == 1 ? text[0] : null,
            TypeCode.DateTime => DateTime.TryParse(text, invariant, DateTimeStyles.RoundtripKind, out var value) ? value : null,
            _ when type == typeof(DateTimeOffset) => DateTimeOffset.TryParse(text, invariant, DateTimeStyles.AssumeUniversal, out var value) ? value : null,
            _ when type == typeof(DateOnly) => DateOnly.TryParse(text, invariant, out var value) ? value : null,
            _ when type == typeof(TimeOnly) => TimeOnly.TryParse(text, invariant, out var value) ? value : null,
            _ when type == typeof(TimeSpan) => TimeSpan.TryParse(text, invariant, out var value) ? value : null,
            _ when type == typeof(Version) => Version.TryParse(text, out var value) ? value : null,
            _ => null,
        };
    }
}
