using Microsoft.CodeAnalysis;
using Runnel.Generators.Models;

namespace Runnel.Generators.Parsing;

/// <summary>Reads how emitted code names a type.</summary>
internal static class TypeReader
{
    private static readonly SymbolDisplayFormat Format = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>The type's name; a placeholder for a type that has none or cannot be a type argument.</summary>
    public static TypeReference Read(ITypeSymbol type)
    {
        if (IsUnresolved(type) || !IsTypeArgument(type))
        {
            return TypeReference.Placeholder;
        }

        var isNullable = !type.IsValueType && type.NullableAnnotation == NullableAnnotation.Annotated;
        var bare = isNullable ? type.WithNullableAnnotation(NullableAnnotation.NotAnnotated) : type;

        // Of all types only this one cannot stand in typeof; at run time it is object.
        return new TypeReference(type is IDynamicTypeSymbol ? "object" : bare.ToDisplayString(Format), isNullable);
    }

    public static TypeReference ReadBare(ITypeSymbol type) => Read(type) with { IsNullableReference = false };

    /// <summary>Whether the type, or one that it is built of, does not exist and will not be emitted either.</summary>
    public static bool IsUnresolved(ITypeSymbol type) => Any(type, part => part.TypeKind == TypeKind.Error && !GeneratedNames.IsEmitted(part));

    /// <summary>The first type of those that the type is built of that is, or will be, emitted into the assembly by us.</summary>
    public static ITypeSymbol? FindEmitted(ITypeSymbol type, IAssemblySymbol assembly) => Find(type, part =>
        GeneratedNames.IsEmitted(part) && SymbolEqualityComparer.Default.Equals(part.ContainingType.ContainingAssembly, assembly));

    /// <summary>The first type of those that the type is built of that a predicate holds for.</summary>
    public static ITypeSymbol? Find(ITypeSymbol type, Func<ITypeSymbol, bool> predicate)
    {
        ITypeSymbol? found = null;
        Any(type, part =>
        {
            found = predicate(part) ? part : null;
            return found is not null;
        });
        return found;
    }

    public static bool IsTypeArgument(ITypeSymbol type) =>
        type is { IsRefLikeType: false, IsStatic: false, SpecialType: not SpecialType.System_Void } and not (IPointerTypeSymbol or IFunctionPointerTypeSymbol);

    /// <summary>Whether other assemblies can name the type.</summary>
    public static bool IsPublic(ITypeSymbol type) => !Any(type, part =>
        part is INamedTypeSymbol { TypeKind: not TypeKind.Error, DeclaredAccessibility: not (Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal) });

    /// <summary>Whether a predicate holds for the type, its type arguments, elements or enclosing types.</summary>
    private static bool Any(ITypeSymbol type, Func<ITypeSymbol, bool> predicate) => predicate(type) || type switch
    {
        IArrayTypeSymbol array => Any(array.ElementType, predicate),
        IPointerTypeSymbol pointer => Any(pointer.PointedAtType, predicate),
        INamedTypeSymbol named => named.TypeArguments.Any(argument => Any(argument, predicate)) || (named.ContainingType is { } outer && Any(outer, predicate)),
        _ => false,
    };
}
