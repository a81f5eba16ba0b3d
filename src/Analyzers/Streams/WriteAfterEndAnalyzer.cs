using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Runnel.Analyzers.Rules;

namespace Runnel.Analyzers.Streams;

/// <summary>Reports a write to a stream, or another pipe, after its source was awaited to its end.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class WriteAfterEndAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [StreamingRules.StreamIsWrittenAfterItsEnd];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSyntaxNodeAction(
            static node =>
            {
                if (PipeSequel.Of((InvocationExpressionSyntax)node.Node, node.SemanticModel, node.CancellationToken) is { IsAfterEnd: true, Call: var call })
                {
                    node.ReportDiagnostic(Diagnostic.Create(
                        StreamingRules.StreamIsWrittenAfterItsEnd, call.GetLocation(), PipeCall.DisplayName(PipeCall.StreamOf(call)!)));
                }
            },
            SyntaxKind.InvocationExpression);
    }
}
