using Microsoft.CodeAnalysis;

namespace Runnel.Generators.Parsing;

/// <summary>How System.Text.Json sees a type: as an object, a collection, or a value of the framework's.</summary>
internal static class JsonShape
{
    private const string Serialization = "System.Text.Json.Serialization.";
    private const int IgnoreAlways = 1;

    public static bool IsFramework(ITypeSymbol type) =>
        type.TypeKind is TypeKind.Error || type.IsWithin("System") || type.IsWithin("Microsoft") || type.IsWithin("Runnel");

    public static (ITypeSymbol Key, ITypeSymbol Value)? DictionaryOf(ITypeSymbol type) =>
        (Implemented(type, "System.Collections.Generic.IDictionary`2") ?? Implemented(type, "System.Collections.Generic.IReadOnlyDictionary`2")) is { } dictionary
            ? (dictionary.TypeArguments[0], dictionary.TypeArguments[1])
            : null;

    public static ITypeSymbol? ElementOf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType,
        { SpecialType: SpecialType.System_String } => null,
        _ => Implemented(type, "System.Collections.Generic.IEnumerable`1")?.TypeArguments[0],
    };

    public static IEnumerable<(string Name, ITypeSymbol Type)> MembersOf(ITypeSymbol type)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        IEnumerable<ITypeSymbol> declaring = type.TypeKind == TypeKind.Interface ? [type, .. type.AllInterfaces] : Ancestry(type);
        foreach (var member in declaring.SelectMany(ancestor => ancestor.GetMembers()))
        {
            if (TypeOf(member) is { } memberType && !IsIgnored(member) && names.Add(NameOf(member)))
            {
                yield return (NameOf(member), memberType);
            }
        }
    }

    /// <summary>The types that stand for it in JSON, by their discriminators.</summary>
    public static IEnumerable<(string Discriminator, ITypeSymbol Type)> DerivedTypesOf(ITypeSymbol type) => Derived(type).OrderBy(derived => derived.Discriminator, StringComparer.Ordinal);

    private static IEnumerable<(string Discriminator, ITypeSymbol Type)> Derived(ITypeSymbol type) =>
        from attribute in type.GetAttributes()
        where attribute.AttributeClass.Is(Serialization + "JsonDerivedTypeAttribute")
        let derived = attribute.ConstructorArguments[0].Value as ITypeSymbol
        let discriminator = attribute.ConstructorArguments.Length > 1 ? attribute.ConstructorArguments[1].Value?.ToString() ?? "" : ""
        where derived is not null && !SymbolEqualityComparer.Default.Equals(derived, type)
        select (discriminator, derived);

    private static IEnumerable<ITypeSymbol> Ancestry(ITypeSymbol type)
    {
        for (var current = type; current is { SpecialType: not (SpecialType.System_Object or SpecialType.System_ValueType) }; current = current.BaseType)
        {
            yield return current;
        }
    }

    private static ITypeSymbol? TypeOf(ISymbol member)
    {
        var isIncluded = member.Attribute(Serialization + "JsonIncludeAttribute") is not null;
        return member switch
        {
            { IsStatic: true } or { IsImplicitlyDeclared: true, DeclaredAccessibility: not Accessibility.Public } => null,
            IPropertySymbol { IsIndexer: false, GetMethod: { } getter } property
                when isIncluded || (property.DeclaredAccessibility == Accessibility.Public && getter.DeclaredAccessibility == Accessibility.Public) => property.Type,
            IFieldSymbol { AssociatedSymbol: null } field when isIncluded => field.Type,
            _ => null,
        };
    }

    private static string NameOf(ISymbol member) =>
        member.Attribute(Serialization + "JsonPropertyNameAttribute") is { ConstructorArguments: [{ Value: string name }] } ? name : Names.Camel(member.Name);

    private static bool IsIgnored(ISymbol member) =>
        member.Attribute(Serialization + "JsonIgnoreAttribute") is { } attribute &&
        attribute.NamedArguments.All(argument => argument.Value.Value is IgnoreAlways);

    private static INamedTypeSymbol? Implemented(ITypeSymbol type, string metadataName) =>
        type is INamedTypeSymbol named && type.Is(metadataName) ? named : type.AllInterfaces.FirstOrDefault(implemented => implemented.Is(metadataName));
}
