using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Runnel.Analyzers.Streams;

/// <summary>Whether a task's method comes to its end, unless it is canceled.</summary>
internal static class TaskReturn
{
    public static bool IsReached(BlockSyntax body, SemanticModel model) =>
        model.AnalyzeControlFlow(body) is { Succeeded: true } flow && (flow.EndPointIsReachable || !flow.ReturnStatements.IsEmpty) &&
        !body.DescendantNodes().Any(IsWaitWithoutEnd);

    private static bool IsWaitWithoutEnd(SyntaxNode node) => node switch
    {
        IdentifierNameSyntax { Identifier.ValueText: "Infinite" or "InfiniteTimeSpan" } => true,
        InvocationExpressionSyntax
        {
            Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Delay" },
            ArgumentList.Arguments: [{ Expression: PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } }, ..],
        } => true,
        _ => false,
    };
}
