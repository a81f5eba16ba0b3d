using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Runnel.Analyzers.Rules;

namespace Runnel.Analyzers.Streams;

/// <summary>Reports a second pipe into a stream that is being piped.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SecondPipeAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [StreamingRules.StreamIsPipedTwice];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSyntaxNodeAction(
            static node =>
            {
                if (PipeSequel.Of((InvocationExpressionSyntax)node.Node, node.SemanticModel, node.CancellationToken) is { IsAfterEnd: false, Call: var call })
                {
                    node.ReportDiagnostic(Diagnostic.Create(
                        StreamingRules.StreamIsPipedTwice, call.GetLocation(), PipeCall.DisplayName(PipeCall.StreamOf(call)!)));
                }
            },
            SyntaxKind.InvocationExpression);
    }
}
