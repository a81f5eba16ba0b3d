using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Runnel.Analyzers.Rules;
using Runnel.Analyzers.Use;

namespace Runnel.CodeFixes;

/// <summary>Awaits a run where a thread was blocked on it, in code that may await.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class ResultIsBlockedOnFixer : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [ResultRules.ResultIsBlockedOn.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax whole || !MayAwait(whole))
            {
                continue;
            }

            // A wait with a time or a token gives up, and says whether it did.
            var access = (whole as MemberAccessExpressionSyntax) ?? (whole as InvocationExpressionSyntax)?.Expression as MemberAccessExpressionSyntax;
            if (access is null || BlockingWait.Of(access) is not { } wait || (whole as InvocationExpressionSyntax)?.ArgumentList.Arguments.Count > 0 || HasWordsBehind(whole, wait.Task))
            {
                continue;
            }

            context.RegisterCodeFix(
                CodeAction.Create(
                    "Await the call",
                    _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(whole, Awaited(whole, wait.Task)))),
                    equivalenceKey: nameof(ResultRules.ResultIsBlockedOn)),
                diagnostic);
        }
    }

    // What is written between the task and its wait has no place any more.
    private static bool HasWordsBehind(ExpressionSyntax whole, ExpressionSyntax task) => whole.DescendantTrivia().Any(trivia =>
        trivia.SpanStart >= task.FullSpan.End && trivia.Span.End <= whole.Span.End &&
        (trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia)));

    private static ExpressionSyntax Awaited(ExpressionSyntax whole, ExpressionSyntax task)
    {
        var text = $"await {task.WithoutTrivia()}";
        var isOperand = whole.Parent is ExpressionSyntax and not (ParenthesizedExpressionSyntax or AssignmentExpressionSyntax or LambdaExpressionSyntax);

        // A comment behind the task stays, with the end of its line.
        var behind = task.GetTrailingTrivia();
        var hasComment = behind.Any(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia));
        return SyntaxFactory.ParseExpression(isOperand ? $"({text})" : text)
            .WithLeadingTrivia(whole.GetLeadingTrivia())
            .WithTrailingTrivia(hasComment ? behind.AddRange(whole.GetTrailingTrivia()) : whole.GetTrailingTrivia());
    }

    private static bool MayAwait(SyntaxNode node)
    {
        foreach (var ancestor in node.Ancestors())
        {
            switch (ancestor)
            {
                // What is awaited throws the exception itself.
                case TryStatementSyntax { Catches: var catches } when catches.Any(caught => caught.Declaration?.Type.ToString().EndsWith("AggregateException", StringComparison.Ordinal) is true):
                case LockStatementSyntax or CatchFilterClauseSyntax or QueryExpressionSyntax or UnsafeStatementSyntax:
                    return false;
                case AnonymousFunctionExpressionSyntax function:
                    return function.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword);
                case LocalFunctionStatementSyntax function:
                    return function.Modifiers.Any(SyntaxKind.AsyncKeyword);
                case MethodDeclarationSyntax method:
                    return method.Modifiers.Any(SyntaxKind.AsyncKeyword);
                case GlobalStatementSyntax:
                    return true;
                case MemberDeclarationSyntax:
                    return false;
            }
        }

        return false;
    }
}
