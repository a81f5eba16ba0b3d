using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Runnel.Analyzers.Rules;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers;

/// <summary>Reports a [Schedule] on a class that is no task, where nothing would ever read it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ScheduleOnTaskAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [ScheduleRules.ScheduleIsNotOnTask];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(
            static symbol =>
            {
                var type = (INamedTypeSymbol)symbol.Symbol;
                if (type.Attribute(KnownTypes.ScheduleAttribute) is { } schedule && type.AttributeOfTask() is null)
                {
                    symbol.ReportDiagnostic(Diagnostic.Create(ScheduleRules.ScheduleIsNotOnTask, Locations.Of(schedule), type.Name));
                }
            },
            SymbolKind.NamedType);
    }
}
