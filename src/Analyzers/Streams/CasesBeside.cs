using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Runnel.Analyzers.Streams;

/// <summary>
/// What is asked of a part besides a switch over it: by an <c>if</c> or a switch around it, or by those that stand before it and after it.
/// </summary>
internal static class CasesBeside
{
    /// <summary>Whether a case is named besides a switch, or cannot come to it.</summary>
    public static bool Name(SyntaxNode node, string @case)
    {
        var value = SwitchSyntax.ValueOf(node);
        return IsPath(value) && (LeftBefore(node, value).Any(test => !Names(test, @case)) || TestsBeside(node, value).Any(test => Names(test, @case)));
    }

    // What is the same each time that it is asked.
    private static bool IsPath(ExpressionSyntax value) =>
        value is IdentifierNameSyntax or ThisExpressionSyntax || (value is MemberAccessExpressionSyntax access && IsPath(access.Expression));

    private static bool Names(SyntaxNode test, string @case) =>
        test.DescendantNodesAndSelf().Any(name => name is SimpleNameSyntax { Identifier.ValueText: var text } && text == @case);

    // What has let but a few cases by: if (part is not (A or B)) return;
    private static IEnumerable<SyntaxNode> LeftBefore(SyntaxNode node, ExpressionSyntax part) => Around(node)
        .SelectMany(current => StatementsBeside(current).TakeWhile(before => before != current))
        .Select(before => AllBut(before, part))
        .OfType<SyntaxNode>();

    private static PatternSyntax? AllBut(StatementSyntax statement, ExpressionSyntax part) =>
        statement is IfStatementSyntax { Condition: IsPatternExpressionSyntax { Pattern: var pattern } test } branch &&
        SyntaxFactory.AreEquivalent(test.Expression, part) && IsAllBut(pattern) && Leaves(branch.Statement)
            ? pattern
            : null;

    private static bool IsAllBut(PatternSyntax pattern) => pattern switch
    {
        ParenthesizedPatternSyntax { Pattern: var inner } => IsAllBut(inner),
        BinaryPatternSyntax both when both.IsKind(SyntaxKind.AndPattern) => IsAllBut(both.Left) && IsAllBut(both.Right),
        UnaryPatternSyntax { Pattern: var excluded } => AreTypes(excluded),
        _ => false,
    };

    private static bool AreTypes(PatternSyntax pattern) => pattern switch
    {
        ParenthesizedPatternSyntax { Pattern: var inner } => AreTypes(inner),
        BinaryPatternSyntax either when either.IsKind(SyntaxKind.OrPattern) => AreTypes(either.Left) && AreTypes(either.Right),
        ConstantPatternSyntax { Expression: NameSyntax or MemberAccessExpressionSyntax } or TypePatternSyntax or DeclarationPatternSyntax or RecursivePatternSyntax { Type: not null } => true,
        _ => false,
    };

    private static bool Leaves(StatementSyntax statement) => statement switch
    {
        BlockSyntax { Statements: [.., var last] } => Leaves(last),
        ReturnStatementSyntax or ContinueStatementSyntax or BreakStatementSyntax or ThrowStatementSyntax or YieldStatementSyntax { Expression: null } => true,
        _ => false,
    };

    private static IEnumerable<SyntaxNode> TestsBeside(SyntaxNode node, ExpressionSyntax part)
    {
        foreach (var current in Around(node))
        {
            foreach (var test in TestsIn(current, node, part).Concat(StatementsBeside(current).Where(beside => beside != current && AllBut(beside, part) is null).SelectMany(beside => TestsIn(beside, node, part).Concat(TestsWithin(beside, part)))))
            {
                yield return test;
            }
        }
    }

    // What a statement asks on its way to a value.
    private static IEnumerable<SyntaxNode> TestsWithin(StatementSyntax statement, ExpressionSyntax part) => statement is LocalDeclarationStatementSyntax or ExpressionStatementSyntax or ReturnStatementSyntax
        ? statement.DescendantNodes().OfType<SwitchExpressionSyntax>().SelectMany(other => TestsIn(other, statement, part)).Concat(TestsOf(statement, part))
        : [];

    private static IEnumerable<SyntaxNode> Around(SyntaxNode node)
    {
        for (var current = node; current is not (null or MemberDeclarationSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax); current = current.Parent)
        {
            yield return current;
        }
    }

    private static IEnumerable<SyntaxNode> TestsIn(SyntaxNode around, SyntaxNode node, ExpressionSyntax part) => around switch
    {
        _ when around == node => [],
        IfStatementSyntax branch => TestsOf(branch.Condition, part),
        ConditionalExpressionSyntax branch => TestsOf(branch.Condition, part),
        SwitchStatementSyntax other when SyntaxFactory.AreEquivalent(other.Expression, part) =>
            other.Sections.SelectMany(section => section.Labels),
        SwitchExpressionSyntax other when SyntaxFactory.AreEquivalent(other.GoverningExpression, part) =>
            other.Arms.Select(arm => arm.Pattern),
        _ => [],
    };

    private static IEnumerable<StatementSyntax> StatementsBeside(SyntaxNode statement) => statement.Parent switch
    {
        BlockSyntax block => block.Statements,
        SwitchSectionSyntax section => section.Statements,
        _ => [],
    };

    private static IEnumerable<SyntaxNode> TestsOf(SyntaxNode condition, ExpressionSyntax part) =>
        condition.DescendantNodesAndSelf().Select(node => node switch
        {
            IsPatternExpressionSyntax test when SyntaxFactory.AreEquivalent(test.Expression, part) => test.Pattern,
            BinaryExpressionSyntax test when test.IsKind(SyntaxKind.IsExpression) && SyntaxFactory.AreEquivalent(test.Left, part) => test.Right,
            _ => (SyntaxNode?)null,
        }).OfType<SyntaxNode>();
}
