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

/// <summary>Lets a run that failed throw where it is waited for.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class ResultIsIgnoredFixer : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [ResultRules.ResultIsIgnored.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            // What is not awaited is in a method that cannot await.
            var span = diagnostic.Location.SourceSpan;
            if (root?.FindNode(span, getInnermostNodeForTie: true).AncestorsAndSelf().OfType<AwaitExpressionSyntax>().FirstOrDefault(node => node.Span == span) is { } wait &&
                Changed(wait, model!.GetTypeInfo(wait, context.CancellationToken).Type) is { } change)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        "Call GetOutputOrThrow()",
                        _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(change.Node, change.Changed))),
                        equivalenceKey: nameof(ResultRules.ResultIsIgnored)),
                    diagnostic);
            }
        }
    }

    // Runs of several types that are waited for together give nothing but that they have ended, and so do runs beside other work.
    private static (SyntaxNode Node, SyntaxNode Changed)? Changed(AwaitExpressionSyntax wait, ITypeSymbol? type)
    {
        var bare = wait.WithoutTrivia();
        if (IsResult(type))
        {
            return (wait, SyntaxFactory.ParseExpression($"({bare}).GetOutputOrThrow()").WithTriviaFrom(wait));
        }

        // Of several each is asked; an expression body has no place for that, nor a loop for words before the end of the statement.
        if (!IsResult(type is IArrayTypeSymbol array ? array.ElementType : (type as INamedTypeSymbol)?.TypeArguments.FirstOrDefault()) ||
            wait.Parent is not ExpressionStatementSyntax statement || !wait.GetTrailingTrivia().All(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia) || trivia.IsKind(SyntaxKind.EndOfLineTrivia)))
        {
            return null;
        }

        var newline = statement.SyntaxTree.GetRoot().DescendantTrivia().FirstOrDefault(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)) is { RawKind: not 0 } end ? end.ToString() : "\n";
        var indentation = statement.GetLeadingTrivia().LastOrDefault(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).ToString();
        var inner = indentation + (indentation.IndexOf('\t') >= 0 ? "\t" : "    ");
        var result = new UnusedNames(statement).Take("result");
        var loop = $"foreach (var {result} in {bare}){newline}{indentation}{{{newline}{inner}{result}.GetOutputOrThrow();{newline}{indentation}}}";
        return (statement, SyntaxFactory.ParseStatement(loop).WithTriviaFrom(statement));
    }

    private static bool IsResult(ITypeSymbol? type) => type is INamedTypeSymbol { Name: "TaskResult", Arity: 1 };
}
