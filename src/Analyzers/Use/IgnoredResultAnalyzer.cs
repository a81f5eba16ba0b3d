using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Runnel.Analyzers.Rules;

namespace Runnel.Analyzers.Use;

/// <summary>
/// Reports a wait for a run whose result is dropped. An expression lambda may be asked for its exception alone, and what is assigned to a discard is
/// dropped on purpose.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class IgnoredResultAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [ResultRules.ResultIsIgnored];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSyntaxNodeAction(static node => Analyze((AwaitExpressionSyntax)node.Node, ((AwaitExpressionSyntax)node.Node).Expression, node), SyntaxKind.AwaitExpression);
        context.RegisterSyntaxNodeAction(static node => AnalyzeCall((InvocationExpressionSyntax)node.Node, node), SyntaxKind.InvocationExpression);
    }

    // Where a method is async, the compiler warns of a task that is not awaited.
    private static void AnalyzeCall(InvocationExpressionSyntax call, SyntaxNodeAnalysisContext context)
    {
        if (IsWait(call) && call.Parent is ExpressionStatementSyntax or ArrowExpressionClauseSyntax && !IsInAsync(call))
        {
            Analyze(call, call, context);
        }
    }

    private static void Analyze(ExpressionSyntax whole, ExpressionSyntax task, SyntaxNodeAnalysisContext context)
    {
        if (!IsDropped(whole) ||
            AwaitedRuns.Of(task).FirstOrDefault(IsWait) is not { } call ||
            ExpectedException.IsOf(whole) ||
            (whole.Parent is ArrowExpressionClauseSyntax { Parent: var method } && GivesValue(method!, context)) ||
            !RunCall.GivesResult(call, context.SemanticModel, context.CancellationToken))
        {
            return;
        }

        var name = RunCall.NameOf(call)!;
        var mend = name == RunCall.TriggerAndWait && !AwaitedRuns.IsTogether(task) ? "call GetOutputOrThrow() on it or look at IsSuccess" : "call GetOutputOrThrow() on each or look at IsSuccess";
        context.ReportDiagnostic(Diagnostic.Create(ResultRules.ResultIsIgnored, whole.GetLocation(), name, mend));
    }

    private static bool IsDropped(ExpressionSyntax whole) =>
        whole.Parent is ExpressionStatementSyntax or ArrowExpressionClauseSyntax { Parent: MethodDeclarationSyntax or LocalFunctionStatementSyntax } ||
        whole.Parent is LambdaExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ForEachAsync" } } } };

    private static bool IsWait(InvocationExpressionSyntax call) => RunCall.NameOf(call) is RunCall.TriggerAndWait or RunCall.BatchTriggerAndWait && !RunCall.IsOfMock(call);

    private static bool IsInAsync(SyntaxNode node) => node.Ancestors().Select(ancestor => ancestor switch
    {
        AnonymousFunctionExpressionSyntax function => function.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword),
        LocalFunctionStatementSyntax function => function.Modifiers.Any(SyntaxKind.AsyncKeyword),
        BaseMethodDeclarationSyntax method => method.Modifiers.Any(SyntaxKind.AsyncKeyword),
        GlobalStatementSyntax => true,
        _ => (bool?)null,
    }).FirstOrDefault(isAsync => isAsync is not null) is true;

    private static bool GivesValue(SyntaxNode method, SyntaxNodeAnalysisContext context) =>
        context.SemanticModel.GetDeclaredSymbol(method, context.CancellationToken) is not IMethodSymbol { ReturnType: var type, IsAsync: var isAsync } ||
        (isAsync ? type is INamedTypeSymbol { Arity: > 0 } : type.SpecialType != SpecialType.System_Void);
}
