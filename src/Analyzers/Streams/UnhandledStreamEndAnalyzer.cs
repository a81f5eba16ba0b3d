using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Runnel.Analyzers.Rules;

namespace Runnel.Analyzers.Streams;

/// <summary>
/// Reports a switch over a generated union that handles streams and neither how they end nor how the run does. One that handles no stream
/// watches something else.
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
            FollowsRun(parts, union, context.Node) ||
            CasesBeside.IsOneOfSeveral(context.Node))
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

    // A stream that fails fails the attempt, unless the task sees to it: who looks at the run learns of it.
    private static bool FollowsRun(PartSwitch parts, StreamPartUnion union, SyntaxNode node) =>
        union.Run is { } run && (parts.LooksInto(run) || CasesBeside.Name(node, run.Name));
}
