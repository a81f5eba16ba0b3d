using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Runnel.Analyzers.Rules;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Streams;

/// <summary>Reports a write that the task starts and does not wait for, so that it may come after the task has returned, where it throws unseen.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class WriteAfterReturnAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [StreamingRules.StreamIsWrittenAfterReturn];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSyntaxNodeAction(Analyze, SyntaxKind.InvocationExpression);
    }

    private static void Analyze(SyntaxNodeAnalysisContext context)
    {
        var call = (InvocationExpressionSyntax)context.Node;
        if (!MayWrite(call) ||
            UnawaitedWork.Around(call) is not { Method: { Body: { } body } method } work ||
            RecordStreamOf(call, method) is not { Expression: IdentifierNameSyntax { Identifier.ValueText: var streams } } stream ||
            FirstIn(work, streams) != call ||
            !work.RunsBeside(context.SemanticModel, context.CancellationToken) ||
            !PipeCall.IsOnStream(call, context.SemanticModel, context.CancellationToken) ||
            !IsOfTask(method, streams, context) ||
            !TaskReturn.IsReached(body, context.SemanticModel) ||
            new WorkSignals(work, context.SemanticModel, context.CancellationToken).Are())
        {
            return;
        }

        context.ReportDiagnostic(Diagnostic.Create(StreamingRules.StreamIsWrittenAfterReturn, call.GetLocation(), PipeCall.DisplayName(stream)));
    }

    private static bool MayWrite(InvocationExpressionSyntax call) => PipeCall.NameOf(call) == PipeCall.Write || PipeCall.MayPipe(call);

    // One is told of; what mends it mends the others.
    private static InvocationExpressionSyntax? FirstIn(UnawaitedWork work, string streams) => work.Function
        .DescendantNodes()
        .OfType<InvocationExpressionSyntax>()
        .FirstOrDefault(call => MayWrite(call) && RecordStreamOf(call, work.Method) is { Expression: IdentifierNameSyntax { Identifier.ValueText: var root } } && root == streams && !IsCaught(call, work.Function));

    // The stream as a member of a variable, there or where a variable of its own is given it.
    private static MemberAccessExpressionSyntax? RecordStreamOf(InvocationExpressionSyntax call, MethodDeclarationSyntax method) => PipeCall.StreamOf(call) switch
    {
        MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax } member => member,
        IdentifierNameSyntax { Identifier.ValueText: var name } => method.DescendantNodes()
            .OfType<VariableDeclaratorSyntax>()
            .FirstOrDefault(variable => variable.Identifier.ValueText == name)?.Initializer?.Value as MemberAccessExpressionSyntax,
        _ => null,
    };

    // Whoever expects it knows that the task may have returned.
    private static bool IsCaught(SyntaxNode call, SyntaxNode function) => call.Ancestors()
        .TakeWhile(node => node != function)
        .OfType<TryStatementSyntax>()
        .Any(statement => statement.Catches.Any(caught => caught.Declaration?.Type.ToString().EndsWith(nameof(InvalidOperationException), StringComparison.Ordinal) is true));

    // Another method may be awaited as a whole; its return is not the task's.
    private static bool IsOfTask(MethodDeclarationSyntax method, string streams, SyntaxNodeAnalysisContext context) =>
        method.ParameterList.Parameters.Any(parameter => parameter.Identifier.ValueText == streams) &&
        context.SemanticModel.GetDeclaredSymbol(method, context.CancellationToken) is { } symbol &&
        symbol.ContainingType.AttributeOfTask() is not null &&
        SymbolEqualityComparer.Default.Equals(RunMethodParser.Find(symbol.ContainingType, new ProblemList()), symbol) &&
        symbol.Parameters.First(parameter => parameter.Name == streams) is var record && StreamsUse.IsStreams(record);
}
