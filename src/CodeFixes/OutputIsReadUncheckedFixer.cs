using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Runnel.Analyzers.Rules;

namespace Runnel.CodeFixes;

/// <summary>Reads an output in the way that throws where there is none.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class OutputIsReadUncheckedFixer : CodeFixProvider
{
    private const string Method = "GetOutputOrThrow";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [ResultRules.OutputIsReadUnchecked.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (root?.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<MemberAccessExpressionSyntax>() is { } access)
            {
                var changed = SyntaxFactory
                    .InvocationExpression(access.WithName(SyntaxFactory.IdentifierName(Method)).WithoutTrailingTrivia())
                    .WithTrailingTrivia(access.GetTrailingTrivia());
                context.RegisterCodeFix(
                    CodeAction.Create(
                        "Call GetOutputOrThrow()",
                        _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(access, changed))),
                        equivalenceKey: nameof(ResultRules.OutputIsReadUnchecked)),
                    diagnostic);
            }
        }
    }
}
