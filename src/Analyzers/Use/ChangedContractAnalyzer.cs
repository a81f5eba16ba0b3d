using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Runnel.Analyzers.Rules;
using Runnel.Analyzers.Use.Contracts;

namespace Runnel.Analyzers.Use;

/// <summary>Reports what a contract promised in the project's lock file and does not keep.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ChangedContractAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The property of a diagnostic that holds the task's id.</summary>
    internal const string TaskProperty = "Task";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [ContractRules.ContractHasChanged];

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

            compilation.RegisterSymbolAction(symbol => Analyze(symbol, contracts), SymbolKind.NamedType);

            // What is gone has no place but in the file.
            compilation.RegisterAdditionalFileAction(file =>
            {
                if (file.AdditionalFile == LockFile.In(file.Options))
                {
                    foreach (var gone in contracts.Gone)
                    {
                        file.ReportDiagnostic(Create(gone.Id, $"The task '{gone.Id}' is gone", gone.Location));
                    }
                }
            });
        });
    }

    private static void Analyze(SymbolAnalysisContext context, LockedContracts contracts)
    {
        if (contracts.Find((INamedTypeSymbol)context.Symbol) is not (var now, { } was))
        {
            return;
        }

        foreach (var change in ContractChange.Between(was, now))
        {
            // A member of another assembly has no place here.
            var location = change.Location is { SourceTree: { } tree } && context.Compilation.ContainsSyntaxTree(tree) ? change.Location : now.Location;
            context.ReportDiagnostic(Create(now.Id, change.What, location));
        }
    }

    private static Diagnostic Create(string task, string what, Location? location) =>
        Diagnostic.Create(ContractRules.ContractHasChanged, location, ImmutableDictionary<string, string?>.Empty.Add(TaskProperty, task), what);
}
