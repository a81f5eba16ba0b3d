using Microsoft.CodeAnalysis;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Use;

/// <summary>The contexts of an assembly, and the types that they cover: those that they name, and all that these are made of.</summary>
internal sealed class JsonContexts
{
    private const string Context = "System.Text.Json.Serialization.JsonSerializerContext";
    private const string Serializable = "System.Text.Json.Serialization.JsonSerializableAttribute";
    private const string DerivedType = "System.Text.Json.Serialization.JsonDerivedTypeAttribute";

    // A generic type may hold itself of ever more arguments, without end.
    private const int MaxDepth = 8;

    private readonly HashSet<ITypeSymbol> covered = new(SymbolEqualityComparer.Default);

    private JsonContexts(IAssemblySymbol assembly)
    {
        foreach (var context in DeclaredTypes.In(assembly).Where(type => type.BaseType.IsA(Context)))
        {
            if (First is null || string.CompareOrdinal(context.ToDisplayString(), First.ToDisplayString()) < 0)
            {
                First = context;
            }

            foreach (var attribute in context.Attributes(Serializable))
            {
                if (attribute.ConstructorArguments is [{ Value: ITypeSymbol type }, ..])
                {
                    Cover(type);
                }
            }
        }
    }

    /// <summary>The first context by name, to which a type may be added.</summary>
    public INamedTypeSymbol? First { get; }

    public static JsonContexts Of(IAssemblySymbol assembly) => new(assembly);

    /// <summary>Whether a type is covered as it stands: one of a value that may be null is another type.</summary>
    public bool Covers(ITypeSymbol type) => covered.Contains(type);

    // A loop: a chain of types may be as long as a program.
    private void Cover(ITypeSymbol root)
    {
        var open = new Stack<ITypeSymbol>([root]);
        while (open.Count > 0)
        {
            var type = open.Pop();
            if (DepthOf(type) > MaxDepth || !covered.Add(type))
            {
                continue;
            }

            foreach (var part in PartsOf(type))
            {
                open.Push(part);
            }
        }
    }

    private static IEnumerable<ITypeSymbol> PartsOf(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol array)
        {
            return [array.ElementType];
        }

        if (type is not INamedTypeSymbol named)
        {
            return [];
        }

        IEnumerable<ITypeSymbol> items = [.. named.TypeArguments, .. named.AllInterfaces.SelectMany(implemented => implemented.TypeArguments)];
        return named.IsWithin("System") ? items : items.Concat(MembersOf(named)).Concat(DerivedOf(named));
    }

    private static IEnumerable<ITypeSymbol> MembersOf(INamedTypeSymbol type)
    {
        for (var current = type; current is not null and not { SpecialType: SpecialType.System_Object }; current = current.BaseType)
        {
            foreach (var member in current.GetMembers())
            {
                switch (member)
                {
                    case IPropertySymbol { IsStatic: false } property:
                        yield return property.Type;
                        break;
                    case IFieldSymbol { IsStatic: false, IsImplicitlyDeclared: false } field:
                        yield return field.Type;
                        break;
                }
            }
        }
    }

    private static int DepthOf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => 1 + DepthOf(array.ElementType),
        INamedTypeSymbol { TypeArguments: { IsEmpty: false } arguments } => 1 + arguments.Max(DepthOf),
        _ => 0,
    };

    private static IEnumerable<ITypeSymbol> DerivedOf(INamedTypeSymbol type) =>
        type.Attributes(DerivedType).Select(attribute => attribute.ConstructorArguments.FirstOrDefault().Value).OfType<ITypeSymbol>();
}
