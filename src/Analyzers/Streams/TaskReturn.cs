using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Runnel.Analyzers.Streams;

/// <summary>Whether a task's method comes to its end, unless it is canceled.</summary>
internal static class TaskReturn
{
    public static bool IsReached(BlockSyntax body, SemanticModel model) =>
        model.AnalyzeControlFlow(body) is { Succeeded: true } flow && (flow.EndPointIsReachable || !flow.ReturnStatements.IsEmpty) &&
        !body.DescendantNodes(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).Any(IsWaitWithoutEnd);

    private static bool IsWaitWithoutEnd(SyntaxNode node) =>
        node is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Delay" or "Wait" or "WaitAsync" }, ArgumentList.Arguments: [{ Expression: var time }, ..] } &&
        (time.IsKind(SyntaxKind.UnaryMinusExpression) || time.DescendantNodesAndSelf().Any(part => part is IdentifierNameSyntax { Identifier.ValueText: "Infinite" or "InfiniteTimeSpan" }));
}
