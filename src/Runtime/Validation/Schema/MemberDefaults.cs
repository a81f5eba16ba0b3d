using System.Text.Json.Serialization.Metadata;

namespace Runnel.Validation;

/// <summary>What the members of a type are where they are left out.</summary>
internal sealed class MemberDefaults(JsonTypeInfo type)
{
    private object? instance;

    /// <summary>Whether the member's own rules refuse it, so that it cannot be left out after all.</summary>
    public bool IsRefused(JsonPropertyInfo property)
    {
        var member = new MemberPlan(property);
        if (member.Rules.Count == 0)
        {
            return false;
        }

        try
        {
            if (property.AssociatedParameter is { HasDefaultValue: true } parameter)
            {
                return Refuses(member, parameter.DefaultValue);
            }

            instance ??= type.CreateObject?.Invoke();
            // Of a type with a constructor of parameters an instance cannot be had; what is annotated as required is all that is known.
            return instance is not null && member.Get is not null
                ? Refuses(member, member.Get(instance))
                : member.Rules[0] is RequiredRule && !property.PropertyType.IsValueType;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // A constructor, a getter or a rule that throws says so when a payload is read.
            return false;
        }
    }

    private bool Refuses(MemberPlan member, object? value)
    {
        // Rules that look at the whole object say nothing of a member alone.
        var context = new RuleContext(instance ?? this, new TypePlan(type.Type, type)).At(member);
        return member.Rules.Any(rule => rule is not (AttributeRule or CompareRule) && rule.Objection(value, context) is not null);
    }
}
