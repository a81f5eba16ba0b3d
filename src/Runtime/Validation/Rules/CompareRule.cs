using System.ComponentModel.DataAnnotations;

namespace Runnel.Validation;

/// <summary>The same as another member of the object, which the attribute itself would look up by reflection.</summary>
internal sealed class CompareRule(CompareAttribute attribute) : Rule(attribute)
{
    protected override bool IsValid(object? value, RuleContext context) =>
        context.TryGet(attribute.OtherProperty, out var other)
            ? Equals(value, other)
            : throw new InvalidOperationException($"there is no member '{attribute.OtherProperty}' to compare with.");

    public override void Describe(SchemaNode node) => node.Note($"The same as '{node.Options.PropertyNamingPolicy?.ConvertName(attribute.OtherProperty) ?? attribute.OtherProperty}'.");
}
