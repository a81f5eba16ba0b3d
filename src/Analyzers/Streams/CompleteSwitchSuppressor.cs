using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Runnel.Analyzers.Streams;

/// <summary>
/// Suppresses the compiler's word that a switch expression over a generated union is not exhaustive, where it is: to the compiler any record that
/// is not sealed is open.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CompleteSwitchSuppressor : DiagnosticSuppressor
{
    internal static readonly SuppressionDescriptor SwitchIsComplete = new(
        "RNLS0001", "CS8509", "Every case of the generated union is handled, and there are no other cases");

    internal static readonly SuppressionDescriptor SwitchOverReasonsIsComplete = new(
        "RNLS0002", "CS8524", "Every case of the generated union is handled, and every named value of its enum");

    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } = [SwitchIsComplete, SwitchOverReasonsIsComplete];

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (var diagnostic in context.ReportedDiagnostics)
        {
            if (diagnostic.Location.SourceTree is { } tree &&
                tree.GetRoot(context.CancellationToken).FindToken(diagnostic.Location.SourceSpan.Start).Parent is SwitchExpressionSyntax node &&
                SwitchSyntax.NamesStreamPart(node, context.GetSemanticModel(tree)) &&
                IsComplete(node, context.GetSemanticModel(tree), context.CancellationToken))
            {
                context.ReportSuppression(Suppression.Create(
                    diagnostic.Id == SwitchIsComplete.SuppressedDiagnosticId ? SwitchIsComplete : SwitchOverReasonsIsComplete, diagnostic));
            }
        }
    }

    // The compiler says nothing of null where it says that the switch is not exhaustive: a null that may come has to be handled too.
    private static bool IsComplete(SwitchExpressionSyntax node, SemanticModel model, CancellationToken cancellationToken)
    {
        if (PartSwitch.Of(node, model, cancellationToken) is not { } parts || StreamPartUnion.Of(parts.Value.Type) is not { } union)
        {
            return false;
        }

        var coverage = new PatternCoverage(parts.Arms);
        return union.Cases.All(coverage.Covers) &&
            (coverage.CoversNull || model.GetTypeInfo(node.GoverningExpression, cancellationToken).Nullability.FlowState != NullableFlowState.MaybeNull);
    }
}
