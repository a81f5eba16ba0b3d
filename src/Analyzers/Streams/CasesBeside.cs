using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Runnel.Analyzers.Streams;

/// <summary>
/// What is asked of a part on the way to a switch over it: by an <c>if</c> before it or around it, or by a switch around it. Another switch after it
/// or before it is one of its own.
/// </summary>
internal static class CasesBeside
{
    /// <summary>Whether a case is named on the way to a switch.</summary>
    public static bool Name(SyntaxNode node, string @case)
    {
        var value = node is SwitchStatementSyntax statement ? statement.Expression : ((SwitchExpressionSyntax)node).GoverningExpression;
        return value is IdentifierNameSyntax { Identifier.ValueText: var variable } && TestsBefore(node, variable)
            .SelectMany(test => test.DescendantNodesAndSelf())
            .Any(name => name is SimpleNameSyntax { Identifier.ValueText: var text } && text == @case);
    }

    private static IEnumerable<SyntaxNode> TestsBefore(SyntaxNode node, string variable)
    {
        for (var current = node; current is not (null or MemberDeclarationSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax); current = current.Parent)
        {
            foreach (var test in TestsIn(current, node, variable).Concat(StatementsBefore(current).OfType<IfStatementSyntax>().SelectMany(before => TestsOf(before.Condition, variable))))
            {
                yield return test;
            }
        }
    }

    private static IEnumerable<SyntaxNode> TestsIn(SyntaxNode around, SyntaxNode node, string variable) => around switch
    {
        _ when around == node => [],
        IfStatementSyntax branch => TestsOf(branch.Condition, variable),
        ConditionalExpressionSyntax branch => TestsOf(branch.Condition, variable),
        SwitchStatementSyntax { Expression: IdentifierNameSyntax value } other when value.Identifier.ValueText == variable =>
            other.Sections.SelectMany(section => section.Labels),
        SwitchExpressionSyntax { GoverningExpression: IdentifierNameSyntax value } other when value.Identifier.ValueText == variable =>
            other.Arms.Select(arm => arm.Pattern),
        _ => [],
    };

    private static IEnumerable<StatementSyntax> StatementsBefore(SyntaxNode statement) => statement.Parent switch
    {
        BlockSyntax block => block.Statements.TakeWhile(before => before != statement),
        SwitchSectionSyntax section => section.Statements.TakeWhile(before => before != statement),
        _ => [],
    };

    private static IEnumerable<SyntaxNode> TestsOf(ExpressionSyntax condition, string variable) =>
        condition.DescendantNodesAndSelf().Select(node => node switch
        {
            IsPatternExpressionSyntax { Expression: IdentifierNameSyntax value } test when value.Identifier.ValueText == variable => test.Pattern,
            BinaryExpressionSyntax { Left: IdentifierNameSyntax value } test when value.Identifier.ValueText == variable && test.IsKind(SyntaxKind.IsExpression) => test.Right,
            _ => (SyntaxNode?)null,
        }).OfType<SyntaxNode>();
}
