using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Runnel.Analyzers.Rules;
using Runnel.Analyzers.Streams;

namespace Runnel.CodeFixes;

/// <summary>Adds an arm for the end of streams to a switch that handles their chunks only.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class StreamEndedIsNotHandledFixer : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [SubscriberRules.StreamEndedIsNotHandled.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            var cases = MissingCases.In(diagnostic);
            context.RegisterCodeFix(
                CodeAction.Create(
                    $"Handle {MissingCases.Quoted(cases)}",
                    cancellationToken => SwitchArms.AddAsync(context.Document, diagnostic.Location.SourceSpan, cases, cancellationToken),
                    equivalenceKey: nameof(SubscriberRules.StreamEndedIsNotHandled)),
                diagnostic);
        }

        return Task.CompletedTask;
    }
}
