using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Streams;

/// <summary>
/// What the statements after a pipe, in the same block, do with the stream that certainly throws. A stream takes one source: a second pipe throws
/// while the first runs and after it has ended; a write throws after it has ended.
/// </summary>
/// <param name="Call">The call that throws.</param>
/// <param name="IsAfterEnd">Whether the stream has ended by then.</param>
internal sealed record PipeSequel(InvocationExpressionSyntax Call, bool IsAfterEnd)
{
    /// <summary>The first such call after a pipe, if there is one.</summary>
    public static PipeSequel? Of(InvocationExpressionSyntax pipe, SemanticModel model, CancellationToken cancellationToken)
    {
        if (!PipeCall.MayPipe(pipe) ||
            StatementOf(pipe) is not { Parent: BlockSyntax block } first ||
            PipeCall.StreamOf(pipe) is not { } stream || !IsStable(stream, block) ||
            FindAfter(first, block, pipe, stream) is not { } found ||
            !PipeCall.IsOnStream(pipe, model, cancellationToken) ||
            !IsOneStream(stream, model, cancellationToken) ||
            !PipeCall.IsOnStream(found.Call, model, cancellationToken))
        {
            return null;
        }

        return found;
    }

    private static PipeSequel? FindAfter(StatementSyntax first, BlockSyntax block, InvocationExpressionSyntax pipe, ExpressionSyntax stream)
    {
        // Two pipes at once, in one statement that makes both.
        if (CallsIn(first).FirstOrDefault(call => call.SpanStart > pipe.SpanStart && PipeCall.MayPipe(call) && StatementOf(call) == first && IsOn(call, stream)) is { } second)
        {
            return new PipeSequel(second, IsAfterEnd: false);
        }

        var piped = VariableOf(pipe, block);
        var hasEnded = PipeWait.IsAwaited(first, pipe);
        foreach (var statement in block.Statements.Skip(block.Statements.IndexOf(first) + 1))
        {
            foreach (var call in CallsIn(statement))
            {
                if (IsOn(call, stream) && (PipeCall.MayPipe(call) || (hasEnded && PipeCall.NameOf(call) == PipeCall.Write)))
                {
                    return new PipeSequel(call, hasEnded);
                }
            }

            hasEnded = hasEnded || (piped is not null && PipeWait.IsAwaited(statement, piped));
        }

        return null;
    }

    private static bool IsOn(InvocationExpressionSyntax call, ExpressionSyntax stream) => SyntaxFactory.AreEquivalent(PipeCall.StreamOf(call)!, stream);

    // Calls that are made when the statement is, if at all; one that is caught may be meant to throw.
    private static IEnumerable<InvocationExpressionSyntax> CallsIn(StatementSyntax statement) => statement
        .DescendantNodesAndSelf(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or TryStatementSyntax { Catches.Count: > 0 }))
        .OfType<InvocationExpressionSyntax>()
        .Where(call => PipeCall.StreamOf(call) is not null);

    // The statement of a block that makes the call, whatever happens.
    private static StatementSyntax? StatementOf(InvocationExpressionSyntax pipe)
    {
        for (SyntaxNode node = pipe; node.Parent is { } parent; node = parent)
        {
            switch (parent)
            {
                case ExpressionStatementSyntax or LocalDeclarationStatementSyntax:
                    return (StatementSyntax)parent;
                case CommonForEachStatementSyntax loop when loop.Expression == node:
                    return loop;
                case AwaitExpressionSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ArgumentSyntax or ArgumentListSyntax or
                    EqualsValueClauseSyntax or VariableDeclaratorSyntax or VariableDeclarationSyntax or ParenthesizedExpressionSyntax:
                    continue;
                case AssignmentExpressionSyntax when parent.IsKind(SyntaxKind.SimpleAssignmentExpression):
                    continue;
                default:
                    return null;
            }
        }

        return null;
    }

    // A property of the user's may give another stream each time.
    private static bool IsOneStream(ExpressionSyntax stream, SemanticModel model, CancellationToken cancellationToken) => stream is MemberAccessExpressionSyntax access
        ? model.GetSymbolInfo(access.Expression, cancellationToken).Symbol is IParameterSymbol or ILocalSymbol &&
            model.GetSymbolInfo(access, cancellationToken).Symbol?.ContainingType?.Attribute(KnownTypes.StreamsAttribute) is not null
        : model.GetSymbolInfo(stream, cancellationToken).Symbol is IParameterSymbol or ILocalSymbol;

    // A variable, or a member of one, that is the same all along: nothing in the method assigns to it.
    private static bool IsStable(ExpressionSyntax stream, BlockSyntax block)
    {
        var root = stream switch
        {
            IdentifierNameSyntax name => name,
            MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax name } => name,
            _ => null,
        };
        return root is not null && !IsAssigned(root.Identifier.ValueText, block) &&
            !block.DescendantNodes().Any(node => node is GotoStatementSyntax or LabeledStatementSyntax);
    }

    private static string? VariableOf(InvocationExpressionSyntax pipe, BlockSyntax block) =>
        pipe.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Identifier.ValueText: var name } } && !IsAssigned(name, block) ? name : null;

    private static bool IsAssigned(string name, BlockSyntax block)
    {
        var scope = (SyntaxNode?)block.FirstAncestorOrSelf<MemberDeclarationSyntax>() ?? block;
        return PipeCall.UsesOf(name, scope).Any(use =>
            (use.Parent is AssignmentExpressionSyntax assignment && assignment.Left == use) ||
            use.Parent is ArgumentSyntax { RefKindKeyword.RawKind: not 0 } or RefExpressionSyntax or ArgumentSyntax { Parent: TupleExpressionSyntax { Parent: AssignmentExpressionSyntax } });
    }
}
