using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Runnel.Analyzers.Rules;

namespace Runnel.Analyzers.Streams;

/// <summary>
/// Reports a switch over a generated union that handles streams and not how they end. That the run has failed does not tell
/// which stream did, and of one that was cut off it tells nothing. A switch that handles no stream watches something else.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnhandledStreamEndAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [SubscriberRules.StreamEndedIsNotHandled];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSyntaxNodeAction(Analyze, SwitchSyntax.Kinds);
    }

    private static void Analyze(SyntaxNodeAnalysisContext context)
    {
        if (SwitchSyntax.HasDefault(context.Node) ||
            !SwitchSyntax.NamesStreamPart(context.Node, context.SemanticModel) ||
            PartSwitch.Of(context.Node, context.SemanticModel, context.CancellationToken) is not { } parts ||
            StreamPartUnion.Of(parts.Value.Type) is not { StreamEnded: { } ended } union ||
            parts.Handles(ended) ||
            !union.Streams.Any(parts.Handles) ||
            CasesBeside.Name(context.Node, ended.Name) ||
            SharedPart.IsOf(context.Node))
        {
            return;
        }

        context.ReportDiagnostic(Diagnostic.Create(
            SubscriberRules.StreamEndedIsNotHandled,
            SwitchSyntax.KeywordOf(context.Node).GetLocation(),
            MissingCases.Properties([ended.Name]),
            union.DisplayName,
            ended.Name,
            MissingCases.DefaultOf(context.Node)));
    }
}
