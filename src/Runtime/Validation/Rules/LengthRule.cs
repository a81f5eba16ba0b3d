using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace Runnel.Validation;

/// <summary>How long a text, how large a collection may be. Texts are counted as .NET does: in UTF-16 code units.</summary>
internal sealed class LengthRule(ValidationAttribute attribute, int min, int? max) : Rule(attribute)
{
    protected override bool IsValid(object? value, RuleContext context) => value is null || LengthOf(value) is not { } length || (length >= min && !(length > max));

    protected override string? Given(object? value) => value is not null && LengthOf(value) is { } length
        ? string.Create(CultureInfo.InvariantCulture, $"it has {length:N0}{(value is string ? " characters" : "")}")
        : null;

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

    private static int? LengthOf(object value) => value switch
    {
        string text => text.Length,
        ICollection collection => collection.Count,
        IEnumerable items => items.Cast<object?>().Count(),
        _ => null,
    };
}
