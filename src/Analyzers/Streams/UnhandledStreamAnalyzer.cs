using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Runnel.Analyzers.Rules;

namespace Runnel.Analyzers.Streams;

/// <summary>Reports a switch over a generated union that leaves out a declared stream.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnhandledStreamAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [SubscriberRules.StreamIsNotHandled];

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
            StreamPartUnion.Of(parts.Value.Type) is not { } union)
        {
            return;
        }

        var missing = union.Streams.Where(stream => !parts.Handles(stream)).Select(stream => stream.Name).Where(stream => !CasesBeside.Name(context.Node, stream)).ToList();
        if (missing.Count > 0 && !SharedPart.IsOf(context.Node))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                SubscriberRules.StreamIsNotHandled,
                SwitchSyntax.KeywordOf(context.Node).GetLocation(),
                MissingCases.Properties(missing),
                union.DisplayName,
                missing.Count == 1 ? $"the stream '{missing[0]}'" : $"the streams {MissingCases.Quoted(missing)}",
                missing.Count == 1 ? "an arm for it" : "arms for them",
                MissingCases.DefaultOf(context.Node)));
        }
    }
}
