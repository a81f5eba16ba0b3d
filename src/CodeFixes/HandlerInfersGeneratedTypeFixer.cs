using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Runnel.Analyzers.Rules;

namespace Runnel.CodeFixes;

/// <summary>Declares what a handler returns.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class HandlerInfersGeneratedTypeFixer : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [GeneratorRules.HandlerInfersGeneratedType.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            // A type that has no name cannot be declared.
            if (root?.FindToken(diagnostic.Location.SourceSpan.Start).Parent?.FirstAncestorOrSelf<ParenthesizedLambdaExpressionSyntax>() is { ReturnType: null } lambda &&
                model?.GetSymbolInfo(lambda, context.CancellationToken).Symbol is IMethodSymbol { ReturnType: { IsAnonymousType: false } type } &&
                type.ToMinimalDisplayString(model, lambda.SpanStart) is var name && !name.Contains("anonymous"))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        $"Declare '{name}'",
                        _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(lambda, Declared(lambda, name)))),
                        equivalenceKey: nameof(GeneratorRules.HandlerInfersGeneratedType)),
                    diagnostic);
            }
        }
    }

    private static ParenthesizedLambdaExpressionSyntax Declared(ParenthesizedLambdaExpressionSyntax lambda, string type)
    {
        var name = SyntaxFactory.ParseTypeName(type).WithTrailingTrivia(SyntaxFactory.Space);
        return lambda.Modifiers.Count > 0 || lambda.AttributeLists.Count > 0
            ? lambda.WithReturnType(name)
            : lambda.WithoutLeadingTrivia().WithReturnType(name).WithLeadingTrivia(lambda.GetLeadingTrivia());
    }
}
