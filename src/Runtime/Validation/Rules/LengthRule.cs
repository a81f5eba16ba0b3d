using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Runnel.Validation;

/// <summary>How long a text, how large a collection may be. Texts are counted as .NET does: in UTF-16 code units.</summary>
internal sealed class LengthRule(ValidationAttribute attribute, int min, int? max) : Rule(attribute)
{
    protected override bool IsValid(object? value, RuleContext context) => value is null || LengthOf(value) is not { } length || (length >= min && !(length > max));

    protected override string? Given(object? value) => value is not null && LengthOf(value) is { } length ? $"it has {Counted(length, value)}" : null;

    protected override string? Expected(object? value) => value switch
    {
        null => null,
        _ when max is null => $"must have at least {Counted(min, value)}",
        _ when min == max => $"must have exactly {Counted(min, value)}",
        _ when min == 0 => $"must have at most {Counted(max.Value, value)}",
        _ => $"must have {min.ToString("N0", CultureInfo.InvariantCulture)} to {Counted(max.Value, value)}",
    };

    protected override ValidationAttribute? Wordless
    {
        [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "They are asked for their words only, and look at no value.")]
        get => Attribute switch
        {
            StringLengthAttribute length => new StringLengthAttribute(length.MaximumLength) { MinimumLength = length.MinimumLength },
            MinLengthAttribute length => new MinLengthAttribute(length.Length),
            MaxLengthAttribute length => new MaxLengthAttribute(length.Length),
            LengthAttribute length => new LengthAttribute(length.MinimumLength, length.MaximumLength),
            _ => null,
        };
    }

    public override void Describe(SchemaNode node)
    {
        if (node.Member is { } member && (member.PropertyType == typeof(byte[]) || member.PropertyType == typeof(Memory<byte>) || member.PropertyType == typeof(ReadOnlyMemory<byte>)))
        {
            node.Note(max is null ? $"At least {min} bytes." : $"{min} to {max} bytes.");
            return;
        }

        var suffix = node.Is("string") ? "Length" : node.Is("array") ? "Items" : node.Is("object") ? "Properties" : null;
        if (suffix is null)
        {
            return;
        }

        if (min > 0)
        {
            node.Keywords["min" + suffix] = min;
        }

        if (max is { } most)
        {
            node.Keywords["max" + suffix] = most;
        }
    }

    private static string Counted(int count, object of) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(of is string ? "character" : of is byte[] ? "byte" : "item")}{(count == 1 ? "" : "s")}");

    private static int? LengthOf(object value) => value switch
    {
        string text => text.Length,
        ICollection collection => collection.Count,
        IEnumerable items => items.Cast<object?>().Count(),
        _ => null,
    };
}
