using System.Text.Json.Serialization.Metadata;

namespace Runnel.Validation;

/// <summary>What becomes of members that are left out, by the rules that they have.</summary>
internal sealed class AbsentMembers(JsonTypeInfo type)
{
    private readonly MemberDefaults defaults = new(type);
    private TypePlan? plan;

    /// <summary>Whether the member's own rules refuse what it is then, so that it cannot be left out after all.</summary>
    public bool IsRefused(JsonPropertyInfo property)
    {
        var member = new MemberPlan(property, defaults);
        if (member.Rules.Count == 0)
        {
            return false;
        }

        // Where nothing is known of it, what is annotated as required is required.
        return defaults.TryGet(property, out var value)
            ? Refuses(member, value)
            : member.Rules[0] is RequiredRule && !property.PropertyType.IsValueType;
    }

    /// <summary>Whether it is null then, and may be sent as null.</summary>
    public bool IsNull(JsonPropertyInfo property) => OptionalNulls.AllowsNull(property) && defaults.TryGet(property, out var value) && value is null;

    private bool Refuses(MemberPlan member, object? value)
    {
        // Rules that look at the whole object say nothing of a member alone.
        plan ??= new TypePlan(type.Type, type);
        var context = new RuleContext(this, plan).At(member);
        try
        {
            return member.Rules.Any(rule => rule is not (AttributeRule or CompareRule) && rule.Objection(value, context) is not null);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // A rule that throws says so when a payload is read.
            return false;
        }
    }
}
