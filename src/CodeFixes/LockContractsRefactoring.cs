using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Runnel.Analyzers.Use.Contracts;

namespace Runnel.CodeFixes;

/// <summary>Makes the lock file of a project that has none, at the head of a task or client.</summary>
[ExportCodeRefactoringProvider(LanguageNames.CSharp, Name = nameof(LockContractsRefactoring)), Shared]
public sealed class LockContractsRefactoring : CodeRefactoringProvider
{
    /// <inheritdoc/>
    public override async Task ComputeRefactoringsAsync(CodeRefactoringContext context)
    {
        var project = context.Document.Project;
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (LockFileEdit.Of(project) is not null ||
            root?.FindNode(context.Span).FirstAncestorOrSelf<MemberDeclarationSyntax>() is not ClassDeclarationSyntax { AttributeLists.Count: > 0 } type ||
            context.Span.Start > type.Identifier.Span.End ||
            await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is not { } model ||
            model.GetDeclaredSymbol(type, context.CancellationToken) is not INamedTypeSymbol symbol ||
            ContractReader.IdOf(symbol) is null)
        {
            return;
        }

        context.RegisterRefactoring(CodeAction.Create(
            $"Lock the contracts of this project in {LockFile.Name}",
            cancellationToken => LockFileEdit.CreateAsync(project, cancellationToken),
            equivalenceKey: nameof(LockContractsRefactoring)));
    }
}
