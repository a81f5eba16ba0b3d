using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Runnel.Analyzers.Streams;

/// <summary>Statements after which a piped stream has ended: its completion was awaited, or it was read to its end.</summary>
internal static class PipeWait
{
    /// <summary>Whether the statement waits for what a call pipes.</summary>
    public static bool IsAwaited(StatementSyntax statement, InvocationExpressionSyntax pipe) => Waits(statement, expression => expression == pipe);

    /// <summary>Whether the statement waits for the pipe in a variable.</summary>
    public static bool IsAwaited(StatementSyntax statement, string piped) =>
        Waits(statement, expression => expression is IdentifierNameSyntax { Identifier.ValueText: var name } && name == piped);

    private static bool Waits(StatementSyntax statement, Func<ExpressionSyntax, bool> isPiped) => statement switch
    {
        ExpressionStatementSyntax { Expression: AwaitExpressionSyntax { Expression: var awaited } } => IsEnd(Configured(awaited), isPiped),
        LocalDeclarationStatementSyntax { Declaration.Variables: [{ Initializer.Value: AwaitExpressionSyntax { Expression: var awaited } }] } => IsEnd(Configured(awaited), isPiped),
        CommonForEachStatementSyntax { AwaitKeyword.RawKind: not 0 } loop => isPiped(Configured(loop.Expression)) && IsReadToItsEnd(loop.Statement),
        _ => false,
    };

    private static bool IsEnd(ExpressionSyntax awaited, Func<ExpressionSyntax, bool> isPiped) => IsCompletion(awaited, isPiped) ||
        (awaited is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToListAsync" or "ToArrayAsync" or "ToHashSetAsync" or "CountAsync", Expression: var piped } } && isPiped(Configured(piped)));

    private static bool IsCompletion(ExpressionSyntax awaited, Func<ExpressionSyntax, bool> isPiped) => awaited switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Completion", Expression: var piped } => isPiped(piped),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "WhenAll" }, ArgumentList.Arguments: var all } =>
            all.Any(argument => IsCompletion(argument.Expression, isPiped)),
        _ => false,
    };

    // What is added to an awaited task, or an enumerable, and changes nothing of how long it takes.
    private static ExpressionSyntax Configured(ExpressionSyntax expression)
    {
        while (expression is InvocationExpressionSyntax
        {
            Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" or "WithCancellation", Expression: var inner },
        })
        {
            expression = inner;
        }

        return expression;
    }

    // Only a break goes on after the loop before its end.
    private static bool IsReadToItsEnd(StatementSyntax body) => !body
        .DescendantNodesAndSelf(node => node is not (
            AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or
            CommonForEachStatementSyntax or SwitchStatementSyntax))
        .Any(node => node.IsKind(SyntaxKind.BreakStatement));
}
