using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Runnel.Analyzers.Rules;

namespace Runnel.CodeFixes;

/// <summary>Lets a task wait for a stream before it returns.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class EndlessStreamIsNotAwaitedFixer : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [StreamingRules.EndlessStreamIsNotAwaited.Id];

    /// <summary>One pipe after the other: two of one method are awaited at one place, where changes made apart would collide.</summary>
    public override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(static async (context, document, diagnostics) =>
    {
        var root = await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var pipes = diagnostics.Select(diagnostic => PipeAt(root, diagnostic)).OfType<InvocationExpressionSyntax>().OrderBy(pipe => pipe.SpanStart).ToList();
        var changed = root!.TrackNodes(pipes);
        foreach (var pipe in pipes)
        {
            if (changed.GetCurrentNode(pipe) is { } current && AwaitedPipe.Of(current) is { } awaited)
            {
                changed = changed.ReplaceNode(awaited.Body, awaited.NewBody);
            }
        }

        return document.WithSyntaxRoot(changed);
    });

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (PipeAt(root, diagnostic) is { } pipe && AwaitedPipe.Of(pipe) is { } awaited)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        $"Await '{awaited.Name}.Completion' before the task returns",
                        _ => Task.FromResult(context.Document.WithSyntaxRoot(root!.ReplaceNode(awaited.Body, awaited.NewBody))),
                        equivalenceKey: nameof(StreamingRules.EndlessStreamIsNotAwaited)),
                    diagnostic);
            }
        }
    }

    private static InvocationExpressionSyntax? PipeAt(SyntaxNode? root, Diagnostic diagnostic) =>
        root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<InvocationExpressionSyntax>();
}
