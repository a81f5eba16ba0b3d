using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Runnel.Analyzers.Rules;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers;

/// <summary>Reports [TaskModule] classes that cannot hold the assembly's module.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TaskModuleShapeAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        DeclarationRules.TypeIsNotPartial,
        DeclarationRules.TypeIsGeneric,
        DeclarationRules.GeneratedNameIsTaken,
        TaskRules.TaskIsNotReachable,
        ModuleRules.ModuleIsNotStatic,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.ReportProblems(
            KnownTypes.TaskModuleAttribute,
            static (type, _, problems, token) => ModuleParser.Parse(type, problems, token),
            SupportedDiagnostics);
    }
}
