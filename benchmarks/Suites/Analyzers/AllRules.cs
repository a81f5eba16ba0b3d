using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Runnel.Analyzers;

namespace Runnel.Benchmarks.Suites.Analyzers;

/// <summary>All analyzers and the suppressor, over a program.</summary>
internal static class AllRules
{
    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } =
    [
        .. from type in typeof(TaskShapeAnalyzer).Assembly.GetTypes()
           where type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !type.IsAbstract
           orderby type.FullName
           select (DiagnosticAnalyzer)Activator.CreateInstance(type)!,
    ];

    public static CompilationWithAnalyzers Over(Compilation compilation, ShopProgram program) => Over(compilation, program, Analyzers);

    public static CompilationWithAnalyzers Over(Compilation compilation, ShopProgram program, ImmutableArray<DiagnosticAnalyzer> rules) =>
        new(compilation, rules, new CompilationWithAnalyzersOptions(
            program.Options, onAnalyzerException: null, concurrentAnalysis: program.IsConcurrent, logAnalyzerExecutionTime: true));

    /// <summary>The program is meant to be right, so that nobody measures how fast mistakes are reported.</summary>
    public static async Task CheckAsync(Compilation compilation, ShopProgram program)
    {
        var wrong = (await Over(compilation, program).GetAllDiagnosticsAsync())
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error || diagnostic.Id == "AD0001" || diagnostic.Id.StartsWith("RNL", StringComparison.Ordinal))
            .Take(10)
            .ToList();
        if (wrong.Count > 0)
        {
            throw new InvalidOperationException("The program is not as it is meant to be:\n" + string.Join('\n', wrong));
        }
    }
}
