using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Runnel.Analyzers.Rules;

namespace Runnel.CodeFixes;

/// <summary>Gives a tool a description to be written.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class ToolHasNoDescriptionFixer : CodeFixProvider
{
    private const string Setting = "Description";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [DescriptionRules.ToolHasNoDescription.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (root?.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<AttributeSyntax>() is { } attribute)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        "Add a description",
                        _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(attribute, Described(attribute)))),
                        equivalenceKey: nameof(DescriptionRules.ToolHasNoDescription)),
                    diagnostic);
            }
        }
    }

    private static AttributeSyntax Described(AttributeSyntax attribute)
    {
        var text = SyntaxFactory.ParseExpression("\"TODO: say what the tool does, and when to call it.\"");
        if (attribute.ArgumentList?.Arguments.FirstOrDefault(each => each.NameEquals?.Name.Identifier.ValueText == Setting) is { } empty)
        {
            return attribute.ReplaceNode(empty.Expression, text.WithTriviaFrom(empty.Expression));
        }

        var parsed = ((AttributeArgumentSyntax)SyntaxFactory.ParseAttributeArgumentList($"({Setting} = {text})")!.Arguments[0]).WithoutTrivia();
        if (attribute.ArgumentList is not { Arguments.Count: > 0 } list)
        {
            return attribute
                .WithName(attribute.Name.WithoutTrailingTrivia())
                .WithArgumentList(SyntaxFactory.AttributeArgumentList([parsed]).WithTrailingTrivia(attribute.GetTrailingTrivia()));
        }

        // After the others, as those stand: a comma and a space.
        var arguments = list.Arguments.GetWithSeparators()
            .Add(SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space))
            .Add(parsed);
        return attribute.WithArgumentList(list.WithArguments(SyntaxFactory.SeparatedList<AttributeArgumentSyntax>(arguments)));
    }
}
