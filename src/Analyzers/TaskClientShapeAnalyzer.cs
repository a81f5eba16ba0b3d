using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Runnel.Analyzers.Rules;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers;

/// <summary>Reports [TaskClient] classes that declare no surface a task can have.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TaskClientShapeAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        DeclarationRules.TypeIsNotPartial,
        DeclarationRules.TypeIsGeneric,
        DeclarationRules.GeneratedNameIsTaken,
        TaskRules.TaskIsNotReachable,
        TaskRules.TaskIdIsInvalid,
        TaskRules.TaskIsAlsoClient,
        RunMethodRules.OutputIsUnsupported,
        RunMethodRules.GeneratedTypeInSignature,
        ClientRules.ClientStreamsAreInvalid,
        ClientRules.ClientPayloadIsUnsupported,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.ReportProblems(
            KnownTypes.TaskClientAttribute,
            static (type, attribute, problems, token) => ClientParser.Parse(type, attribute, problems, token),
            SupportedDiagnostics);
    }
}
