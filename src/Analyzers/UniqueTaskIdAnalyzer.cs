using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Runnel.Analyzers.Rules;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers;

/// <summary>Reports a task, be it a tool, whose id another task of the assembly has. A client may name the id of a task: that is what it is for.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UniqueTaskIdAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [TaskRules.TaskIdIsNotUnique];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static compilation =>
        {
            var tasks = new ConcurrentBag<DeclaredTask>();
            compilation.RegisterSymbolAction(
                symbol =>
                {
                    if (Read((INamedTypeSymbol)symbol.Symbol) is { } task)
                    {
                        tasks.Add(task);
                    }
                },
                SymbolKind.NamedType);
            compilation.RegisterCompilationEndAction(end => Report(tasks, end));
        });
    }

    private static DeclaredTask? Read(INamedTypeSymbol type) =>
        type.AttributeOfTask() is { ConstructorArguments: [{ Value: string id }] } attribute &&
        Locations.OfArgument(attribute) is { } location
            ? new DeclaredTask(id, type.ToDisplayString(), location)
            : null;

    // The first keeps its id: it is the second that is told, the same one each time, whatever order the types came in.
    private static void Report(IEnumerable<DeclaredTask> tasks, CompilationAnalysisContext context)
    {
        foreach (var same in tasks.GroupBy(task => task.Id, StringComparer.Ordinal))
        {
            var inOrder = same
                .OrderBy(task => task.Location.SourceTree!.FilePath, StringComparer.Ordinal)
                .ThenBy(task => task.Location.SourceSpan.Start)
                .ToList();
            foreach (var task in inOrder.Skip(1))
            {
                context.ReportDiagnostic(Diagnostic.Create(TaskRules.TaskIdIsNotUnique, task.Location, [inOrder[0].Location], task.Id, inOrder[0].Name));
            }
        }
    }

    private sealed record DeclaredTask(string Id, string Name, Location Location);
}
