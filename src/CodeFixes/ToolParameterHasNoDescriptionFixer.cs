using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Runnel.Analyzers.Rules;

namespace Runnel.CodeFixes;

/// <summary>Gives a parameter of a tool, or a member of its record, a description to be written.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class ToolParameterHasNoDescriptionFixer : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DescriptionRules.ToolParameterHasNoDescription.Id];

    /// <summary>All of a document at once: they share a using.</summary>
    public override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(static async (context, document, diagnostics) =>
        await DescribedAsync(document, diagnostics, context.CancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            context.RegisterCodeFix(
                CodeAction.Create(
                    "Add a description",
                    cancellationToken => DescribedAsync(context.Document, [diagnostic], cancellationToken),
                    equivalenceKey: nameof(DescriptionRules.ToolParameterHasNoDescription)),
                diagnostic);
        }

        return Task.CompletedTask;
    }

    private static async Task<Document> DescribedAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (model is null || await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not CompilationUnitSyntax root)
        {
            return document;
        }

        var nodes = diagnostics
            .Select(diagnostic => root.FindToken(diagnostic.Location.SourceSpan.Start).Parent)
            .Where(node => node is ParameterSyntax or PropertyDeclarationSyntax)
            .Select(node => node!)
            .ToList();
        var changed = root.ReplaceNodes(nodes, (node, current) => Described(node, current, DescriptionName.At(node.SpanStart, model)));
        return document.WithSyntaxRoot(nodes.Any(node => DescriptionName.NeedsUsing(node.SpanStart, model)) ? DescriptionName.WithUsing(changed) : changed);
    }

    private static SyntaxNode Described(SyntaxNode node, SyntaxNode current, string attribute)
    {
        var name = node is ParameterSyntax { Identifier: var parameter } ? parameter : ((PropertyDeclarationSyntax)node).Identifier;
        var text = SymbolDisplay.FormatLiteral($"TODO: say what '{name.ValueText}' is.", quote: true);
        var list = SyntaxFactory.List(((MemberDeclarationSyntax)SyntaxFactory.ParseMemberDeclaration($"[{attribute}({text})] int x;")!).AttributeLists.Select(each => each.WithoutTrivia()));
        var head = current.GetLeadingTrivia();
        if (current is ParameterSyntax one)
        {
            return one.WithoutLeadingTrivia().WithAttributeLists(one.WithoutLeadingTrivia().AttributeLists.Insert(0, list[0].WithTrailingTrivia(SyntaxFactory.Space))).WithLeadingTrivia(head);
        }

        // On a line of its own, as deep as the property.
        var property = (PropertyDeclarationSyntax)current;
        var newline = node.SyntaxTree.GetRoot().DescendantTrivia().FirstOrDefault(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)) is { RawKind: not 0 } end ? end : SyntaxFactory.LineFeed;
        var indentation = head.Reverse().TakeWhile(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).Take(1);
        var bare = property.WithLeadingTrivia(indentation);
        return bare.WithAttributeLists(bare.AttributeLists.Insert(0, list[0].WithTrailingTrivia(newline))).WithLeadingTrivia(head);
    }
}
