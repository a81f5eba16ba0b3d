using System.Reflection;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Runnel.Json;

namespace Runnel.Validation;

/// <summary>What is to be checked of one member.</summary>
internal sealed class MemberPlan
{
    private readonly JsonPropertyInfo property;
    private readonly MemberDefaults defaults;

    public MemberPlan(JsonPropertyInfo property, MemberDefaults defaults)
    {
        this.property = property;
        this.defaults = defaults;
        Rules = MemberRules.Of(property);
        Type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        ClrName = property.AttributeProvider switch
        {
            MemberInfo member => member.Name,
            MemberAttributes { Property: { } member } => member.Name,
            _ => property.Name,
        };
        ItemNulls = ItemNulls.Of(property);
        // What has no setter is computed: it did not come from JSON, and may lead anywhere.
        IsBound = (property.Set is not null || property.AssociatedParameter is not null || property.ObjectCreationHandling is JsonObjectCreationHandling.Populate)
            && (property.CustomConverter is null || Type.IsEnum);
    }

    /// <summary>The member's name in JSON.</summary>
    public string Name => property.Name;

    public string ClrName { get; }

    /// <summary>The member's type, or what it is where it is not null.</summary>
    public Type Type { get; }

    public Func<object, object?>? Get => property.Get;

    public IReadOnlyList<Rule> Rules { get; }

    /// <summary>Which items below may not be null; <see langword="null"/> if all may.</summary>
    public ItemNulls? ItemNulls { get; }

    /// <summary>Whether its value came from JSON, by the contract of its type.</summary>
    public bool IsBound { get; }

    public bool HasRules => Get is not null && (Rules.Count > 0 || ItemNulls is not null);

    /// <summary>Whether a null is what an absent member leaves.</summary>
    public bool IsNullByDefault => defaults.TryGet(property, out var value) && value is null;

    /// <summary>
    /// Whether this may be the value that an absent member leaves, which the sender did not choose: the parameter's default, an enum's 0 that has no name, an
    /// infinity that a property begins with.
    /// </summary>
    public bool IsAbsent(object value) => !OptionalNulls.IsRequired(property) && (property.AssociatedParameter is { HasDefaultValue: true } parameter
        ? Equals(value, parameter.DefaultValue)
        : (Numbers.IsInfinite(value) || (Type.IsEnum && Equals(value, Enum.ToObject(Type, 0)))) && (!defaults.TryGet(property, out var left) || Equals(value, left)));
}
