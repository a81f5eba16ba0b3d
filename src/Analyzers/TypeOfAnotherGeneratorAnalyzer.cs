using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Runnel.Analyzers.Rules;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers;

/// <summary>
/// Reports a type of another generator where ours has to know it. Ours saw a type that does not exist and emitted a stub; the
/// compiler sees the type and has nothing to say; so without this rule the task would just not run, and the tool not be there.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TypeOfAnotherGeneratorAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [RunMethodRules.TypeIsOfAnotherGenerator];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        var uses = ReadTypes.Of(type).Concat(ReadTypes.OfSet(type)).ToList();
        if (uses.Count == 0 || GeneratorOutput.Of(type) is not { } output)
        {
            return;
        }

        foreach (var (used, user, location) in uses)
        {
            if (TypeReader.Find(used, output.IsOfAnotherGenerator) is { } unseen && !output.Names(unseen))
            {
                context.ReportDiagnostic(Diagnostic.Create(RunMethodRules.TypeIsOfAnotherGenerator, location, unseen.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString(), user));
            }
        }
    }
}
