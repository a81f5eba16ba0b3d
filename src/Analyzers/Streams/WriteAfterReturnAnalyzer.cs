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
        if (!(PipeCall.NameOf(call) == PipeCall.Write || PipeCall.MayPipe(call)) ||
            PipeCall.StreamOf(call) is not MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var streams } } stream ||
            UnawaitedWork.Around(call) is not { } work ||
            !work.RunsBeside(context.SemanticModel, context.CancellationToken) ||
            work.IsAwaitedOtherwise(context.SemanticModel, context.CancellationToken) ||
            !PipeCall.IsOnStream(call, context.SemanticModel, context.CancellationToken) ||
            !IsOfTask(work.Method, streams, context))
        {
            return;
        }

        context.ReportDiagnostic(Diagnostic.Create(StreamingRules.StreamIsWrittenAfterReturn, call.GetLocation(), PipeCall.DisplayName(stream)));
    }

    // Another method may be awaited as a whole; its return is not the task's.
    private static bool IsOfTask(MethodDeclarationSyntax method, string streams, SyntaxNodeAnalysisContext context) =>
        method.ParameterList.Parameters.Any(parameter => parameter.Identifier.ValueText == streams) &&
        context.SemanticModel.GetDeclaredSymbol(method, context.CancellationToken) is { } symbol &&
        symbol.ContainingType.AttributeOfTask() is not null &&
        SymbolEqualityComparer.Default.Equals(RunMethodParser.Find(symbol.ContainingType, new ProblemList()), symbol) &&
        symbol.Parameters.First(parameter => parameter.Name == streams) is var record && StreamsUse.IsStreams(record);
}
