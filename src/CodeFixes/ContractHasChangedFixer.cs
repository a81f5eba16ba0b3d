using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Runnel.Analyzers.Rules;

namespace Runnel.CodeFixes;

/// <summary>Accepts that a contract has changed. A task that is gone is reported in the lock file itself, so the fix is offered there too.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)]), Shared]
public sealed class ContractHasChangedFixer : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [ContractRules.ContractHasChanged.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new ProjectFixAll(LockFileEdit.Title, LockFileEdit.AcceptAsync);

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            context.RegisterCodeFix(
                CodeAction.Create(
                    LockFileEdit.Title,
                    cancellationToken => LockFileEdit.AcceptAsync(context.TextDocument.Project, [diagnostic], cancellationToken),
                    equivalenceKey: nameof(ContractRules.ContractHasChanged)),
                diagnostic);
        }

        return Task.CompletedTask;
    }
}
