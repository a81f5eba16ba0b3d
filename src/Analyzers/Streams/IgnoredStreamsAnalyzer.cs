using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Runnel.Analyzers.Rules;

namespace Runnel.Analyzers.Streams;

/// <summary>Reports a task that takes its streams and does nothing with them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class IgnoredStreamsAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [StreamingRules.StreamsAreIgnored];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSyntaxNodeAction(Analyze, SyntaxKind.MethodDeclaration);
    }

    private static void Analyze(SyntaxNodeAnalysisContext context)
    {
        // A name that begins with "_" says that it is not used.
        if (StreamsUse.Of((MethodDeclarationSyntax)context.Node, context.SemanticModel, context.CancellationToken) is not { IsIgnored: true, IsUnwritten: false, Task: { } task } use ||
            use.Parameter.Name.StartsWith("_", StringComparison.Ordinal) ||
            !StreamsUse.StreamsOf(use.Record).Any())
        {
            return;
        }

        context.ReportDiagnostic(Diagnostic.Create(
            StreamingRules.StreamsAreIgnored, use.Parameter.Locations[0], task.Name, use.Record.Name, use.Parameter.Name));
    }
}
