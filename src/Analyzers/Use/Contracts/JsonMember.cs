using Microsoft.CodeAnalysis;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Use.Contracts;

/// <summary>A member of a type as System.Text.Json sees it, with the options that Runnel uses.</summary>
/// <param name="Name">Its name in JSON.</param>
/// <param name="Symbol">The property or field.</param>
/// <param name="Type">Its type.</param>
/// <param name="IsRequired">Whether it must be given.</param>
internal sealed record JsonMember(string Name, ISymbol Symbol, ITypeSymbol Type, bool IsRequired)
{
    private const string Json = "System.Text.Json.Serialization.";
    private const int Always = 1;

    /// <summary>The members that are read, or those that are written.</summary>
    public static IEnumerable<JsonMember> Of(INamedTypeSymbol type, bool isRead)
    {
        var constructor = ConstructorOf(type);
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var current = type; current is not null and not { SpecialType: SpecialType.System_Object or SpecialType.System_ValueType }; current = current.BaseType)
        {
            foreach (var symbol in current.GetMembers())
            {
                if (TypeOf(symbol) is not { } memberType || !names.Add(symbol.Name) || IsIgnored(symbol))
                {
                    continue;
                }

                var parameter = constructor?.Parameters.FirstOrDefault(parameter => string.Equals(parameter.Name, symbol.Name, StringComparison.OrdinalIgnoreCase));
                if (isRead ? parameter is not null || IsSettable(symbol) : symbol is not IPropertySymbol { GetMethod: null })
                {
                    var isRequired = parameter is { HasExplicitDefaultValue: false } || symbol is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true } || symbol.Attribute(Json + "JsonRequiredAttribute") is not null;
                    yield return new JsonMember(NameOf(symbol), symbol, memberType, isRequired);
                }
            }
        }
    }

    private static ITypeSymbol? TypeOf(ISymbol symbol) => symbol switch
    {
        { IsStatic: true } => null,
        IPropertySymbol { IsIndexer: false } property when IsIncluded(property) => property.Type,
        IFieldSymbol { IsImplicitlyDeclared: false } field when field.Attribute(Json + "JsonIncludeAttribute") is not null => field.Type,
        _ => null,
    };

    private static bool IsIncluded(IPropertySymbol property) =>
        property.DeclaredAccessibility == Accessibility.Public ||
        (property is { IsImplicitlyDeclared: false, Name: not "EqualityContract" } && property.Attribute(Json + "JsonIncludeAttribute") is not null);

    private static bool IsIgnored(ISymbol symbol) =>
        symbol.Attribute(Json + "JsonExtensionDataAttribute") is not null ||
        (symbol.Attribute(Json + "JsonIgnoreAttribute") is { } ignore && (!ignore.Settings().TryGetValue("Condition", out var condition) || condition.Value is Always));

    private static bool IsSettable(ISymbol symbol) => symbol is not IPropertySymbol property ||
        (property.SetMethod is { } set && (set.DeclaredAccessibility == Accessibility.Public || property.Attribute(Json + "JsonIncludeAttribute") is not null));

    private static string NameOf(ISymbol symbol) =>
        symbol.Attribute(Json + "JsonPropertyNameAttribute") is { ConstructorArguments: [{ Value: string name }] } ? name : Names.Camel(symbol.Name);

    // As System.Text.Json chooses: the one that is marked, else the one without parameters, else the only one.
    private static IMethodSymbol? ConstructorOf(INamedTypeSymbol type)
    {
        var constructors = type.InstanceConstructors;
        var open = constructors.Where(constructor => constructor.DeclaredAccessibility == Accessibility.Public).ToList();
        return constructors.FirstOrDefault(constructor => constructor.Attribute(KnownTypes.JsonConstructor) is not null) ??
            open.FirstOrDefault(constructor => constructor.Parameters.IsEmpty) ??
            (open.Count == 1 ? open[0] : null);
    }
}
