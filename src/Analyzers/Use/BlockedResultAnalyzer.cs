using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Runnel.Analyzers.Rules;

namespace Runnel.Analyzers.Use;

/// <summary>Reports a thread that is blocked until a run is stored or has ended.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BlockedResultAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [ResultRules.ResultIsBlockedOn];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSyntaxNodeAction(
            static node =>
            {
                if (BlockingWait.Of((MemberAccessExpressionSyntax)node.Node) is { } wait &&
                    !RunCall.IsOfMock(wait.Call) &&
                    RunCall.IsOfClient(wait.Call, node.SemanticModel, node.CancellationToken) &&
                    !IsDescribed(wait.Whole, node))
                {
                    node.ReportDiagnostic(Diagnostic.Create(
                        ResultRules.ResultIsBlockedOn, wait.Whole.GetLocation(), wait.DisplayName, wait.End, RunCall.NameOf(wait.Call)));
                }
            },
            SyntaxKind.SimpleMemberAccessExpression);
    }

    // An expression tree says what is called, as those who set up mocks do; it does not call.
    private static bool IsDescribed(SyntaxNode wait, SyntaxNodeAnalysisContext context) => wait.Ancestors().OfType<LambdaExpressionSyntax>().Any(lambda =>
        context.SemanticModel.GetTypeInfo(lambda, context.CancellationToken).ConvertedType is INamedTypeSymbol { Name: "Expression", Arity: 1 });
}
