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
        context.RegisterSyntaxNodeAction(Analyze, SyntaxKind.AwaitExpression);
    }

    private static void Analyze(SyntaxNodeAnalysisContext context)
    {
        var wait = (AwaitExpressionSyntax)context.Node;
        if (wait.Parent is not (ExpressionStatementSyntax or ArrowExpressionClauseSyntax { Parent: MethodDeclarationSyntax or LocalFunctionStatementSyntax }) ||
            RunCall.AllOf(wait.Expression).FirstOrDefault(IsWait) is not { } call ||
            IsAskedForItsException(wait) ||
            (wait.Parent is ArrowExpressionClauseSyntax { Parent: var method } && GivesValue(method!, context)) ||
            !RunCall.GivesResult(call, context.SemanticModel, context.CancellationToken))
        {
            return;
        }

        var name = RunCall.NameOf(call)!;
        var mend = name == RunCall.TriggerAndWait && RunCall.Of(wait.Expression) == call ? "call GetOutputOrThrow() on it or look at IsSuccess" : "call GetOutputOrThrow() on each or look at IsSuccess";
        context.ReportDiagnostic(Diagnostic.Create(ResultRules.ResultIsIgnored, wait.GetLocation(), name, mend));
    }

    private static bool IsWait(InvocationExpressionSyntax call) => RunCall.NameOf(call) is RunCall.TriggerAndWait or RunCall.BatchTriggerAndWait && !RunCall.IsOfMock(call);

    // The last that a lambda does whose exception somebody asks for, such as a test.
    private static bool IsAskedForItsException(AwaitExpressionSyntax wait) =>
        wait.Parent is ExpressionStatementSyntax { Parent: BlockSyntax { Parent: LambdaExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax asked } } } body } last &&
        body.Statements.Last() == last &&
        asked.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } &&
        (name.Contains("Throw") || name.Contains("Exception"));

    private static bool GivesValue(SyntaxNode method, SyntaxNodeAnalysisContext context) =>
        context.SemanticModel.GetDeclaredSymbol(method, context.CancellationToken) is not IMethodSymbol { ReturnType: var type } ||
        type is INamedTypeSymbol { Arity: > 0 };
}
