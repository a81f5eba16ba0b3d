using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Runnel.Analyzers.Streams;

/// <summary>A call whose result nothing reads: a statement of its own, a discard, or a variable without a use.</summary>
internal static class DroppedCall
{
    /// <summary>Whether a call is one.</summary>
    /// <param name="call">The call. What is added to its task, such as to log an exception, belongs to it.</param>
    /// <param name="scope">What is looked at for uses of the variable.</param>
    public static bool Is(InvocationExpressionSyntax call, SyntaxNode scope) => call.Parent switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ContinueWith" or "ConfigureAwait" or "Unwrap", Parent: InvocationExpressionSyntax next } => Is(next, scope),
        ExpressionStatementSyntax => true,
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" }, Parent: ExpressionStatementSyntax } => true,
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Identifier.ValueText: var name, Parent.Parent: LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0 } } } =>
            !PipeCall.UsesOf(name, scope).Any(),
        _ => false,
    };
}
