using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Runnel.Generators.Parsing;

/// <summary>The text that a problem is about, where that is less than a declaration.</summary>
internal static class Locations
{
    /// <summary>The type of a parameter, or the return type of a method.</summary>
    public static Location? OfType(ISymbol symbol) => TypeSyntaxOf(symbol)?.GetLocation() ?? symbol.Locations.FirstOrDefault();

    /// <summary>An attribute.</summary>
    public static Location? Of(AttributeData attribute) =>
        attribute.ApplicationSyntaxReference is { } reference ? Location.Create(reference.SyntaxTree, reference.Span) : null;

    /// <summary>The first argument of an attribute, which is its id or key, or the argument of a name.</summary>
    public static Location? OfArgument(AttributeData attribute, string? name = null)
    {
        var syntax = SyntaxOf(attribute);
        var argument = syntax?.ArgumentList?.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == name);
        return (argument ?? (SyntaxNode?)syntax)?.GetLocation();
    }

    /// <summary>The argument of an attribute at a position, or the one that is an array of all.</summary>
    public static Location? OfArgument(AttributeData attribute, int position)
    {
        var syntax = SyntaxOf(attribute);
        return (syntax?.ArgumentList?.Arguments is { Count: > 0 } arguments ? arguments[Math.Min(position, arguments.Count - 1)] : (SyntaxNode?)syntax)?.GetLocation();
    }

    /// <summary>A type argument of an attribute.</summary>
    public static Location? OfTypeArgument(AttributeData attribute, int position)
    {
        var syntax = SyntaxOf(attribute);
        var name = syntax?.Name switch
        {
            QualifiedNameSyntax qualified => qualified.Right,
            AliasQualifiedNameSyntax qualified => qualified.Name,
            var simple => simple,
        };
        return name is GenericNameSyntax { TypeArgumentList.Arguments: var arguments } && position < arguments.Count
            ? arguments[position].GetLocation()
            : syntax?.GetLocation();
    }

    public static TypeSyntax? TypeSyntaxOf(ISymbol symbol) => symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() switch
    {
        ParameterSyntax parameter => parameter.Type,
        MethodDeclarationSyntax method => method.ReturnType,
        _ => null,
    };

    private static AttributeSyntax? SyntaxOf(AttributeData attribute) => attribute.ApplicationSyntaxReference?.GetSyntax() as AttributeSyntax;
}
