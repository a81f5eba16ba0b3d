using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization.Metadata;

namespace Runnel.Validation;

/// <summary>What is to be checked of a value of one type, along the contract that it is bound by.</summary>
internal sealed class TypePlan
{
    private readonly JsonTypeInfo? info;

    /// <param name="type">The type.</param>
    /// <param name="info">Its contract; <see langword="null"/> for a type without one, in which nothing can be found.</param>
    public TypePlan(Type type, JsonTypeInfo? info)
    {
        this.info = info;
        Name = type.Name;
        Enum = type.IsEnum ? new EnumValues(type) : null;
        Rules = IsFrameworks(type) ? [] : [.. type.GetCustomAttributes(typeof(ValidationAttribute), inherit: true).Cast<ValidationAttribute>().Select(Rule.Of)];
        IsSelfValidating = typeof(IValidatableObject).IsAssignableFrom(type);
        Defaults = info is { Kind: JsonTypeInfoKind.Object } ? new MemberDefaults(info) : null;
        Members = Defaults is null ? [] : [.. info!.Properties.Where(property => !property.IsExtensionData).Select(property => new MemberPlan(property, Defaults))];
        Element = info?.Kind is JsonTypeInfoKind.Enumerable or JsonTypeInfoKind.Dictionary && typeof(IEnumerable).IsAssignableFrom(type)
            ? Nullable.GetUnderlyingType(info.ElementType!) ?? info.ElementType
            : null;
        if (info?.Kind is JsonTypeInfoKind.Enumerable && Element is not null && Numbers.IsNumber(Element))
        {
            // They may be very many, and each would be boxed.
            Element = null;
        }

        Key = info?.Kind is JsonTypeInfoKind.Dictionary && info.KeyType is { IsEnum: true } ? new EnumValues(info.KeyType) : null;
    }

    /// <summary>The type's name, for messages about a value that is no member.</summary>
    public string Name { get; }

    /// <summary>Whether a value may be of a derived type.</summary>
    public bool IsUnion => info?.PolymorphismOptions is not null;

    public bool IsDictionary => info?.Kind is JsonTypeInfoKind.Dictionary;

    public EnumValues? Enum { get; }

    /// <summary>The rules of the type itself.</summary>
    public IReadOnlyList<Rule> Rules { get; }

    public bool IsSelfValidating { get; }

    public IReadOnlyList<MemberPlan> Members { get; }

    /// <summary>What members are that are left out; <see langword="null"/> for what has no members.</summary>
    public MemberDefaults? Defaults { get; }

    /// <summary>The type of a collection's items or of a dictionary's values; <see langword="null"/> also where items are plain numbers, which have no rules.</summary>
    public Type? Element { get; }

    /// <summary>What a dictionary's keys are one of.</summary>
    public EnumValues? Key { get; }

    /// <summary>Whether there is anything to check but what members and items are made of.</summary>
    public bool HasRules => Enum is not null || Key is not null || Rules.Count > 0 || IsSelfValidating || Members.Any(member => member.HasRules)
        || info?.Type == typeof(double) || info?.Type == typeof(float);

    /// <summary>The types that a value of this type holds or may be.</summary>
    public IEnumerable<Type> Parts =>
    [
        .. Members.Where(member => member.IsBound).Select(member => member.Type),
        .. Element is null ? [] : new[] { Element },
        .. info?.PolymorphismOptions?.DerivedTypes.Select(derived => derived.DerivedType) ?? [],
    ];

    /// <summary>A member by its name in C# or in JSON.</summary>
    public MemberPlan? Find(string name) =>
        Members.FirstOrDefault(member => member.ClrName == name) ?? Members.FirstOrDefault(member => member.Name == name)
        ?? Members.FirstOrDefault(member => string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase));

    // Their attributes are not about payloads, and there are many.
    private static bool IsFrameworks(Type type) => type.Namespace is { } space && (space == "System" || space.StartsWith("System.", StringComparison.Ordinal));
}
