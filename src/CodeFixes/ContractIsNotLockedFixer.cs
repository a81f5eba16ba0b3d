using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Runnel.Analyzers.Rules;

namespace Runnel.CodeFixes;

/// <summary>Adds a contract to the lock file, or what is new of it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class ContractIsNotLockedFixer : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [ContractRules.ContractIsNotLocked.Id];

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
                    cancellationToken => LockFileEdit.AcceptAsync(context.Document.Project, [diagnostic], cancellationToken),
                    equivalenceKey: nameof(ContractRules.ContractIsNotLocked)),
                diagnostic);
        }

        return Task.CompletedTask;
    }
}
