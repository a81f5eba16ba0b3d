using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Runnel.Analyzers.Streams;

/// <summary>What a switch, statement or expression, shows before anything of it is analysed.</summary>
internal static class SwitchSyntax
{
    public static readonly SyntaxKind[] Kinds = [SyntaxKind.SwitchStatement, SyntaxKind.SwitchExpression];

    public static SyntaxToken KeywordOf(SyntaxNode node) => node is SwitchStatementSyntax statement ? statement.SwitchKeyword : ((SwitchExpressionSyntax)node).SwitchKeyword;

    /// <summary>What the switch is over.</summary>
    public static ExpressionSyntax ValueOf(SyntaxNode node) => node is SwitchStatementSyntax statement ? statement.Expression : ((SwitchExpressionSyntax)node).GoverningExpression;

    /// <summary>Whether the switch says itself that it takes all the rest.</summary>
    public static bool HasDefault(SyntaxNode node)
    {
        if (node is SwitchExpressionSyntax expression)
        {
            foreach (var arm in expression.Arms)
            {
                if (arm is { Pattern: DiscardPatternSyntax, WhenClause: null })
                {
                    return true;
                }
            }

            return false;
        }

        foreach (var section in ((SwitchStatementSyntax)node).Sections)
        {
            foreach (var label in section.Labels)
            {
                if (label is DefaultSwitchLabelSyntax)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Whether the switch names a case of a generated union: then it is over one. One that names none takes all or nothing.</summary>
    public static bool NamesStreamPart(SyntaxNode node, SemanticModel model)
    {
        foreach (var name in TypeNamesOf(node))
        {
            // A switch over something else is told from its first name.
            return TypeNames.Resolve(name, model) is { } type && (StreamPartUnion.Of(type.ContainingType) ?? StreamPartUnion.Of(type)) is not null;
        }

        return false;
    }

    /// <summary>The first name of a type in each arm that has one.</summary>
    public static IEnumerable<ExpressionSyntax> TypeNamesOf(SyntaxNode node) => node is SwitchExpressionSyntax expression
        ? expression.Arms.Select(arm => TypeNames.FirstIn(arm.Pattern)).OfType<ExpressionSyntax>()
        : ((SwitchStatementSyntax)node).Sections.SelectMany(section => section.Labels).Select(NameOf).OfType<ExpressionSyntax>();

    private static ExpressionSyntax? NameOf(SwitchLabelSyntax label) => label switch
    {
        CasePatternSwitchLabelSyntax { Pattern: var pattern } => TypeNames.FirstIn(pattern),
        CaseSwitchLabelSyntax { Value: NameSyntax or MemberAccessExpressionSyntax } constant => constant.Value,
        _ => null,
    };
}
