using Microsoft.CodeAnalysis;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Use.Contracts;

/// <summary>
/// Writes down the shape of types as JSON, member by member. The names of the user's types are no part of it: to rename one breaks nobody.
/// </summary>
/// <param name="contract">What it is written into.</param>
internal sealed class ContractShape(Contract contract)
{
    private const string Object = "object";
    private const string Bytes = "base64";
    private const string DerivedType = "System.Text.Json.Serialization.JsonDerivedTypeAttribute";
    private const string Polymorphic = "System.Text.Json.Serialization.JsonPolymorphicAttribute";
    private const string NumberHandling = "System.Text.Json.Serialization.JsonNumberHandlingAttribute";
    private const int WriteAsString = 2;
    private const string EnumName = "System.Text.Json.Serialization.JsonStringEnumMemberNameAttribute";

    // Types that share others may be written out many times over, and a generic type may hold itself of ever more arguments.
    private const int MaxLines = 2000;
    private const int MaxDepth = 32;

    private readonly Stack<(ITypeSymbol Type, string Path)> above = new();

    public void Add(string path, ITypeSymbol type, Location? location, string suffix = "")
    {
        // First the line itself, for what is below may be the same type again.
        contract.Lines[path] = new ContractLine("", location);
        contract.Lines[path] = new ContractLine(TextOf(type, path) + suffix, location);
    }

    private string TextOf(ITypeSymbol type, string path) => type switch
    {
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var value] } => TextOf(value, path) + "?",
        { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated } => BareTextOf(type, path) + "?",
        _ => BareTextOf(type, path),
    };

    private string BareTextOf(ITypeSymbol type, string path)
    {
        switch (type)
        {
            case IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte }:
                return Bytes;
            case IArrayTypeSymbol array:
                return TextOf(array.ElementType, path + ContractPath.Item) + ContractPath.Item;
            case not INamedTypeSymbol:
                return type.ToDisplayString();
        }

        var named = (INamedTypeSymbol)type;
        if (!named.IsWithin("System") && ConverterOf(named, named) is { } converted)
        {
            return converted;
        }

        if (IsFramework(named) && named.Arity == 0)
        {
            return named.SpecialType == SpecialType.None ? named.Name : named.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
        }

        if (ArgumentsOf(named, "System.Collections.Generic.IDictionary`2", "System.Collections.Generic.IReadOnlyDictionary`2") is [_, var entry])
        {
            return Within(named, path, () => TextOf(entry, path + ContractPath.Entry) + ContractPath.Entry);
        }

        if (named.Is("System.Collections.Generic.KeyValuePair`2"))
        {
            Add(ContractPath.Member(path, "key"), named.TypeArguments[0], contract.Location);
            Add(ContractPath.Member(path, "value"), named.TypeArguments[1], contract.Location);
            return Object;
        }

        if (named.Is("System.Memory`1") || named.Is("System.ReadOnlyMemory`1"))
        {
            return named.TypeArguments[0].SpecialType == SpecialType.System_Byte ? Bytes : TextOf(named.TypeArguments[0], path + ContractPath.Item) + ContractPath.Item;
        }

        if (ArgumentsOf(named, "System.Collections.Generic.IEnumerable`1") is [var item])
        {
            return Within(named, path, () => TextOf(item, path + ContractPath.Item) + ContractPath.Item);
        }

        return IsFramework(named) ? named.Name : named.TypeKind == TypeKind.Enum ? AddValues(named, path) : AddMembers(named, path);
    }

    private string AddValues(INamedTypeSymbol type, string path)
    {
        foreach (var value in type.GetMembers().OfType<IFieldSymbol>().Where(field => field.HasConstantValue))
        {
            var name = value.Attribute(EnumName) is { ConstructorArguments: [{ Value: string given }] } ? given : value.Name;
            contract.Lines[ContractPath.Member(path, name)] = new ContractLine(ContractLine.Value, value.Locations.FirstOrDefault());
        }

        return "enum";
    }

    private string AddMembers(INamedTypeSymbol type, string path) => Within(type, path, () => AddMembersOf(type, path));

    // A type may hold itself: as a member, or, where it is a collection, as an item.
    private string Within(INamedTypeSymbol type, string path, Func<string> shape)
    {
        if (IsFramework(type))
        {
            return shape();
        }

        foreach (var (outer, where) in above)
        {
            if (SymbolEqualityComparer.Default.Equals(outer, type))
            {
                return $"like {where}";
            }
        }

        if (contract.Lines.Count > MaxLines || above.Count > MaxDepth)
        {
            return Object;
        }

        above.Push((type, path));
        var text = shape();
        above.Pop();
        return text;
    }

    private string AddMembersOf(INamedTypeSymbol type, string path)
    {
        var isRead = ContractPath.IsTaken(path);
        foreach (var member in JsonMember.Of(type, isRead).OrderBy(member => member.Name, StringComparer.Ordinal))
        {
            AddMember(ContractPath.Member(path, member.Name), member, isRead && !member.IsRequired ? ContractLine.Optional : "");
        }

        foreach (var derived in type.Attributes(DerivedType))
        {
            if (derived.ConstructorArguments is [{ Value: ITypeSymbol kind }, { Value: { } discriminator }])
            {
                Add(ContractPath.Derived(path, discriminator.ToString()), kind, kind.Locations.FirstOrDefault());
            }
        }

        return type.Attribute(Polymorphic) is { } polymorphic && polymorphic.Settings().TryGetValue("TypeDiscriminatorPropertyName", out var name) && name.Value is string property
            ? $"{Object} by {property}"
            : Object;
    }

    private void AddMember(string path, JsonMember member, string suffix)
    {
        var location = member.Symbol.Locations.FirstOrDefault();
        if (ConverterOf(member.Symbol, member.Type) is { } converted)
        {
            contract.Lines[path] = new ContractLine(converted + suffix, location);
            return;
        }

        var isInText = member.Symbol.Attribute(NumberHandling) is { ConstructorArguments: [{ Value: int handling }] } && (handling & WriteAsString) != 0;
        Add(path, member.Type, location, (isInText ? " as string" : "") + suffix);
    }

    // Enums are written by name anyway.
    private static string? ConverterOf(ISymbol symbol, ITypeSymbol type) => symbol.Attribute(KnownTypes.JsonConverter) switch
    {
        null => null,
        { ConstructorArguments: [{ Value: INamedTypeSymbol { Name: "JsonStringEnumConverter" } by }] } when IsEnum(type) && by.IsWithin("System") => null,
        { ConstructorArguments: [{ Value: ITypeSymbol by }] } => $"json of {by.Name}",
        _ => "json",
    };

    private static bool IsEnum(ITypeSymbol type) => type.TypeKind == TypeKind.Enum ||
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [{ TypeKind: TypeKind.Enum }] };

    // Alike everywhere, and known by their names.
    private static bool IsFramework(INamedTypeSymbol type) =>
        type.SpecialType is not (SpecialType.None or SpecialType.System_Nullable_T) || type.IsWithin("System") || type.IsWithin("Microsoft") ||
        (type.IsWithin("Runnel") && type.DeclaringSyntaxReferences.IsEmpty && type.ContainingAssembly.Name == "Runnel");

    private static IReadOnlyList<ITypeSymbol> ArgumentsOf(INamedTypeSymbol type, params string[] interfaces) =>
        interfaces.Any(name => type.Is(name)) ? type.TypeArguments : type.AllInterfaces.FirstOrDefault(implemented => interfaces.Any(name => implemented.Is(name)))?.TypeArguments ?? [];
}
