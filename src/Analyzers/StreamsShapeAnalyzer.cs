using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Runnel.Analyzers.Rules;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers;

/// <summary>Reports [Streams] records whose streams cannot be opened or told apart.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StreamsShapeAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        DeclarationRules.TypeIsNotPartial,
        DeclarationRules.TypeIsGeneric,
        TaskRules.TaskIsNotReachable,
        RunMethodRules.GeneratedTypeInSignature,
        StreamsRules.StreamsAreNoRecord,
        StreamsRules.StreamsCannotBeCreated,
        StreamsRules.StreamIsNoTaskStream,
        StreamsRules.StreamKeyIsInvalid,
        StreamsRules.StreamIsNotUnique,
        StreamsRules.StreamNameIsReserved,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.ReportProblems(
            KnownTypes.StreamsAttribute,
            static (type, _, problems, token) => StreamsParser.Parse(type, problems, token),
            SupportedDiagnostics);
    }
}
