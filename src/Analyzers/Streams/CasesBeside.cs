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
        var value = ValueOf(node);
        return IsPath(value) && (IsOnlyForSome(node, value) || TestsBeside(node, value)
            .SelectMany(test => test.DescendantNodesAndSelf())
            .Any(name => name is SimpleNameSyntax { Identifier.ValueText: var text } && text == @case));
    }

    /// <summary>Whether a part has been picked before it comes to a switch, by a lambda, or is handed on besides: the switch need not be all that is done with it.</summary>
    public static bool IsOneOfSeveral(SyntaxNode node)
    {
        if (ValueOf(node) is not IdentifierNameSyntax { Identifier.ValueText: var variable })
        {
            return false;
        }

        var scope = node.Ancestors().First(ancestor => ancestor is MemberDeclarationSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or CompilationUnitSyntax);
        return node.Ancestors().OfType<ForEachStatementSyntax>().Any(loop => loop.Identifier.ValueText == variable && IsFiltered(loop.Expression, scope)) ||
            scope.DescendantNodes(inner => inner != node).OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == variable && IsHandedOn(name));
    }

    private static ExpressionSyntax ValueOf(SyntaxNode node) => node is SwitchStatementSyntax statement ? statement.Expression : ((SwitchExpressionSyntax)node).GoverningExpression;

    // What is the same each time that it is asked.
    private static bool IsPath(ExpressionSyntax value) =>
        value is IdentifierNameSyntax or ThisExpressionSyntax || (value is MemberAccessExpressionSyntax access && IsPath(access.Expression));

    // There, or in the variable that the loop is over.
    private static bool IsFiltered(ExpressionSyntax source, SyntaxNode scope) =>
        source.DescendantNodesAndSelf().Any(node => node switch
        {
            InvocationExpressionSyntax call => call.ArgumentList.Arguments.Any(argument => argument.Expression is LambdaExpressionSyntax),
            IdentifierNameSyntax { Identifier.ValueText: var name } => scope.DescendantNodes()
                .OfType<VariableDeclaratorSyntax>()
                .Any(variable => variable.Identifier.ValueText == name && variable.Initializer is { Value: InvocationExpressionSyntax value } && IsFiltered(value, variable)),
            _ => false,
        });

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

    // All but a few left before: if (part is not (A or B)) return;
    private static bool IsOnlyForSome(SyntaxNode node, ExpressionSyntax part) => Around(node)
        .SelectMany(current => StatementsBeside(current).TakeWhile(before => before != current))
        .OfType<IfStatementSyntax>()
        .Any(before => Leaves(before.Statement) && TestsOf(before.Condition, part).Any(test => IsAllBut(test)));

    private static bool IsAllBut(SyntaxNode test) => test switch
    {
        ParenthesizedPatternSyntax { Pattern: var inner } => IsAllBut(inner),
        BinaryPatternSyntax both when both.IsKind(SyntaxKind.AndPattern) => IsAllBut(both.Left) && IsAllBut(both.Right),
        UnaryPatternSyntax { Pattern: not ConstantPatternSyntax { Expression: LiteralExpressionSyntax } } => true,
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
            foreach (var test in TestsIn(current, node, part).Concat(StatementsBeside(current).Where(beside => beside != current).SelectMany(beside => TestsIn(beside, node, part).Concat(TestsWithin(beside, part)))))
            {
                yield return test;
            }
        }
    }

    // What a statement asks on its way to a value.
    private static IEnumerable<SyntaxNode> TestsWithin(StatementSyntax statement, ExpressionSyntax part) => statement is LocalDeclarationStatementSyntax or ExpressionStatementSyntax
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
