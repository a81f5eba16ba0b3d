using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Runnel.Analyzers.Rules;
using Runnel.Analyzers.Use.Contracts;

namespace Runnel.Analyzers.Use;

/// <summary>Reports a contract that the project's lock file has not all of, though nothing that it has is broken.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnlockedContractAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [ContractRules.ContractIsNotLocked];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static compilation =>
        {
            if (LockedContracts.Of(compilation.Options, compilation.Compilation, compilation.CancellationToken) is not { } contracts)
            {
                return;
            }

            compilation.RegisterSymbolAction(
                symbol =>
                {
                    if (contracts.Find((INamedTypeSymbol)symbol.Symbol) is var (now, was) && (was is null || (!now.Says(was) && !ContractChange.Between(was, now).Any())))
                    {
                        symbol.ReportDiagnostic(Diagnostic.Create(
                            ContractRules.ContractIsNotLocked, now.Location, ImmutableDictionary<string, string?>.Empty.Add(ChangedContractAnalyzer.TaskProperty, now.Id), now.Id));
                    }
                },
                SymbolKind.NamedType);
        });
    }
}
