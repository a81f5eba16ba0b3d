using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Runnel.Analyzers.Streams;

/// <summary>
/// What the names of types in patterns stand for, found by looking the names up. The compiler's own answer costs it the analysis of the
/// whole method, which is too much to ask of each switch just to learn that it is none of ours.
/// </summary>
internal static class TypeNames
{
    /// <summary>The first name in a pattern that may be a type's.</summary>
    public static ExpressionSyntax? FirstIn(PatternSyntax pattern) => pattern switch
    {
        ConstantPatternSyntax { Expression: NameSyntax or MemberAccessExpressionSyntax } constant => constant.Expression,
        DeclarationPatternSyntax declaration => declaration.Type,
        TypePatternSyntax type => type.Type,
        RecursivePatternSyntax { Type: { } type } => type,
        BinaryPatternSyntax binary => FirstIn(binary.Left) ?? FirstIn(binary.Right),
        ParenthesizedPatternSyntax parenthesized => FirstIn(parenthesized.Pattern),
        UnaryPatternSyntax unary => FirstIn(unary.Pattern),
        _ => null,
    };

    public static INamedTypeSymbol? Resolve(ExpressionSyntax name, SemanticModel model) => Find(name, model) as INamedTypeSymbol;

    private static INamespaceOrTypeSymbol? Find(ExpressionSyntax name, SemanticModel model) => name switch
    {
        IdentifierNameSyntax identifier => Unalias(model.LookupNamespacesAndTypes(identifier.SpanStart, name: identifier.Identifier.ValueText)),
        AliasQualifiedNameSyntax { Alias.Identifier: var alias } qualified => alias.IsKind(SyntaxKind.GlobalKeyword)
            ? MemberOf(model.Compilation.GlobalNamespace, qualified.Name)
            : MemberOf(Unalias(model.LookupNamespacesAndTypes(alias.SpanStart, name: alias.ValueText)), qualified.Name),
        QualifiedNameSyntax qualified => MemberOf(Find(qualified.Left, model), qualified.Right),
        MemberAccessExpressionSyntax access => MemberOf(Find(access.Expression, model), access.Name),
        _ => null,
    };

    private static INamespaceOrTypeSymbol? Unalias(IEnumerable<ISymbol> found) => found.FirstOrDefault() switch
    {
        IAliasSymbol alias => alias.Target,
        var symbol => symbol as INamespaceOrTypeSymbol,
    };

    private static INamespaceOrTypeSymbol? MemberOf(INamespaceOrTypeSymbol? container, SimpleNameSyntax name) =>
        container?.GetMembers(name.Identifier.ValueText).OfType<INamespaceOrTypeSymbol>().FirstOrDefault();
}
