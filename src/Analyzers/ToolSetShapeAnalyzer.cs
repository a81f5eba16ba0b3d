using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Runnel.Analyzers.Rules;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers;

/// <summary>Reports [Tools] classes that cannot be created, and tools of theirs that cannot be called or told apart.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ToolSetShapeAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        DeclarationRules.TypeIsNotPartial,
        DeclarationRules.TypeIsGeneric,
        DeclarationRules.GeneratedNameIsTaken,
        TaskRules.TaskCannotBeCreated,
        TaskRules.TaskIsNotReachable,
        RunMethodRules.RunMethodIsGeneric,
        RunMethodRules.RunMethodIsAsyncVoid,
        RunMethodRules.OutputIsUnsupported,
        RunMethodRules.ParameterIsUnsupported,
        RunMethodRules.ParameterIsByReference,
        RunMethodRules.GeneratedNameHidesType,
        RunMethodRules.GeneratedTypeInSignature,
        ConstructionRules.ConstructorIsMissing,
        ConstructionRules.ConstructorIsAmbiguous,
        ConstructionRules.ServiceIsUnsupported,
        ConstructionRules.RequiredMemberIsNotSet,
        ToolRules.ToolNameIsInvalid,
        ToolRules.ToolIsNotUnique,
        ToolRules.ToolIsNoToolTask,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.ReportProblems(
            KnownTypes.ToolsAttribute,
            static (type, attribute, problems, token) => ToolSetParser.Parse(type, attribute, problems, token),
            SupportedDiagnostics);
    }
}
