using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Runnel.Analyzers.Rules;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers;

/// <summary>Reports [Task] and [ToolTask] classes that cannot be run as they are declared.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TaskShapeAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        DeclarationRules.TypeIsNotPartial,
        DeclarationRules.TypeIsGeneric,
        DeclarationRules.GeneratedNameIsTaken,
        TaskRules.TaskCannotBeCreated,
        TaskRules.TaskIsNotReachable,
        TaskRules.TaskIdIsInvalid,
        TaskRules.SettingIsInvalid,
        RunMethodRules.RunMethodIsMissing,
        RunMethodRules.RunMethodIsAmbiguous,
        RunMethodRules.RunMethodIsGeneric,
        RunMethodRules.RunMethodIsAsyncVoid,
        RunMethodRules.OutputIsUnsupported,
        RunMethodRules.ParameterIsUnsupported,
        RunMethodRules.ParameterIsByReference,
        RunMethodRules.StreamsAreAmbiguous,
        RunMethodRules.GeneratedNameHidesType,
        RunMethodRules.GeneratedTypeInSignature,
        ConstructionRules.ConstructorIsMissing,
        ConstructionRules.ConstructorIsAmbiguous,
        ConstructionRules.ServiceIsUnsupported,
        ConstructionRules.RequiredMemberIsNotSet,
        ScheduleRules.ScheduledPayloadCannotBeMade,
        ScheduleRules.ScheduleIsNotUnique,
        ToolRules.ToolNameIsInvalid,
        ToolRules.ToolIsAlsoTask,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        foreach (var attribute in (string[])[KnownTypes.TaskAttribute, KnownTypes.ToolTaskAttribute])
        {
            context.ReportProblems(
                attribute,
                static (type, attribute, problems, token) => TaskParser.Parse(type, attribute, problems, token),
                SupportedDiagnostics);
        }
    }
}
