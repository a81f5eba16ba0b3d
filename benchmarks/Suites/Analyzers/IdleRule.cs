using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Runnel.Benchmarks.Suites.Analyzers;

/// <summary>A rule that is called for what rules are called for most, and does nothing: what the compiler itself takes longer as soon as there is one.</summary>
#pragma warning disable RS1036, RS1038, RS1041 // It is run here alone, never by a build.
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class IdleRule : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [new("IDLE", "Idle", "Idle", "Idle", DiagnosticSeverity.Warning, isEnabledByDefault: true)];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(static _ => { }, SymbolKind.NamedType);
        context.RegisterSyntaxNodeAction(static _ => { }, SyntaxKind.InvocationExpression, SyntaxKind.MethodDeclaration);
    }
}
