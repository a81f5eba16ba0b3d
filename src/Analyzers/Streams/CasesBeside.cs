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
        var value = ValueOf(node);
        return IsPath(value) && TestsBefore(node, value)
            .SelectMany(test => test.DescendantNodesAndSelf())
            .Any(name => name is SimpleNameSyntax { Identifier.ValueText: var text } && text == @case);
    }

    /// <summary>Whether a part has been picked before it comes to a switch, by a lambda, or is handed on besides: the switch need not be all that is done with it.</summary>
    public static bool IsOneOfSeveral(SyntaxNode node)
    {
        if (ValueOf(node) is not IdentifierNameSyntax { Identifier.ValueText: var variable })
        {
            return false;
        }

        var scope = node.Ancestors().First(ancestor => ancestor is MemberDeclarationSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or CompilationUnitSyntax);
        return node.Ancestors().OfType<ForEachStatementSyntax>().Any(loop => loop.Identifier.ValueText == variable && IsFiltered(loop.Expression)) ||
            scope.DescendantNodes(inner => inner != node).OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == variable && IsHandedOn(name));
    }

    private static ExpressionSyntax ValueOf(SyntaxNode node) => node is SwitchStatementSyntax statement ? statement.Expression : ((SwitchExpressionSyntax)node).GoverningExpression;

    // What is the same each time that it is asked.
    private static bool IsPath(ExpressionSyntax value) =>
        value is IdentifierNameSyntax or ThisExpressionSyntax || (value is MemberAccessExpressionSyntax access && IsPath(access.Expression));

    private static bool IsFiltered(ExpressionSyntax source) =>
        source.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().Any(call => call.ArgumentList.Arguments.Any(argument => argument.Expression is LambdaExpressionSyntax));

    private static bool IsHandedOn(IdentifierNameSyntax part) => part.Parent switch
    {
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } => !Writes(call),
        ArgumentSyntax or ReturnStatementSyntax or YieldStatementSyntax or ArrowExpressionClauseSyntax => true,
        AssignmentExpressionSyntax assignment => assignment.Right == part,
        _ => false,
    };

    // To write down that there is a part is not to handle it.
    private static bool Writes(InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } &&
        (name is "Write" or "WriteLine" or "WriteLineAsync" || name.StartsWith("Log", StringComparison.Ordinal));

    private static IEnumerable<SyntaxNode> TestsBefore(SyntaxNode node, ExpressionSyntax part)
    {
        for (var current = node; current is not (null or MemberDeclarationSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax); current = current.Parent)
        {
            foreach (var test in TestsIn(current, node, part).Concat(StatementsBefore(current).OfType<IfStatementSyntax>().SelectMany(before => TestsOf(before.Condition, part))))
            {
                yield return test;
            }
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

    private static IEnumerable<StatementSyntax> StatementsBefore(SyntaxNode statement) => statement.Parent switch
    {
        BlockSyntax block => block.Statements.TakeWhile(before => before != statement),
        SwitchSectionSyntax section => section.Statements.TakeWhile(before => before != statement),
        _ => [],
    };

    private static IEnumerable<SyntaxNode> TestsOf(ExpressionSyntax condition, ExpressionSyntax part) =>
        condition.DescendantNodesAndSelf().Select(node => node switch
        {
            IsPatternExpressionSyntax test when SyntaxFactory.AreEquivalent(test.Expression, part) => test.Pattern,
            BinaryExpressionSyntax test when test.IsKind(SyntaxKind.IsExpression) && SyntaxFactory.AreEquivalent(test.Left, part) => test.Right,
            _ => (SyntaxNode?)null,
        }).OfType<SyntaxNode>();
}
