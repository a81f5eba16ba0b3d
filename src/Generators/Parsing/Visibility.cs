using Microsoft.CodeAnalysis;

namespace Runnel.Generators.Parsing;

/// <summary>Says how widely emitted members may be seen: as widely as the types that they show.</summary>
internal static class Visibility
{
    /// <summary>The accessibility of what is emitted into a type and shows others.</summary>
    public static string Of(INamedTypeSymbol owner, IEnumerable<ITypeSymbol?> shown)
    {
        var types = shown.OfType<ITypeSymbol>().ToList();
        if (types.Any(type => TypeReader.Find(type, part => IsNarrower(part, owner)) is not null))
        {
            return "private";
        }

        return !TypeReader.IsPublic(owner) || types.All(TypeReader.IsPublic) ? "public" : "internal";
    }

    // A method that is not public may take what fewer can name than can name its class.
    private static bool IsNarrower(ITypeSymbol part, INamedTypeSymbol owner) => part switch
    {
        { ContainingType: null } or { TypeKind: TypeKind.Error } => false,
        { DeclaredAccessibility: Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal } => !IsWithin(owner, part),
        { DeclaredAccessibility: Accessibility.ProtectedOrInternal } => TypeReader.IsPublic(owner) && !IsWithin(owner, part),
        _ => false,
    };

    // Whether whoever can name the owner is where the part can be named too.
    private static bool IsWithin(INamedTypeSymbol owner, ITypeSymbol part)
    {
        var isPrivate = false;
        for (var current = owner; current is not null; current = current.ContainingType)
        {
            isPrivate |= current.DeclaredAccessibility == Accessibility.Private;
            if (SymbolEqualityComparer.Default.Equals(current.ContainingType, part.ContainingType))
            {
                return isPrivate || current.DeclaredAccessibility == part.DeclaredAccessibility;
            }
        }

        return false;
    }
}
