using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Runnel.Analyzers.Rules;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Streams;

/// <summary>Reports a task that pipes a source without end and returns: the run then lasts until the drain time is over, and the stream is cut off.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class EndlessStreamAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [StreamingRules.EndlessStreamIsNotAwaited];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSyntaxNodeAction(Analyze, SyntaxKind.InvocationExpression);
    }

    private static void Analyze(SyntaxNodeAnalysisContext context)
    {
        var invocation = (InvocationExpressionSyntax)context.Node;
        if (!PipeCall.MayPipe(invocation) ||
            invocation.ArgumentList.Arguments is not [{ Expression: var source }] ||
            PipeCall.MethodOf(invocation) is not { Body: { } body } method ||
            !DroppedCall.Is(invocation, body) ||
            CallIn(source, body) is not { } call ||
            context.SemanticModel.GetDeclaredSymbol(method, context.CancellationToken) is not { } symbol ||
            symbol.ContainingType.AttributeOfTask() is null ||
            !PipeCall.IsOnStream(invocation, context.SemanticModel, context.CancellationToken) ||
            !IsEndless(call, symbol, context) ||
            !TaskReturn.IsReached(body, context.SemanticModel))
        {
            return;
        }

        context.ReportDiagnostic(Diagnostic.Create(
            StreamingRules.EndlessStreamIsNotAwaited,
            invocation.GetLocation(),
            PipeCall.DisplayName(PipeCall.StreamOf(invocation)!),
            call.Expression.DescendantTokens().Last(token => token.IsKind(SyntaxKind.IdentifierToken)).ValueText));
    }

    // The call that makes the source, there or in a variable that serves for nothing else.
    private static InvocationExpressionSyntax? CallIn(ExpressionSyntax source, BlockSyntax body) => source switch
    {
        InvocationExpressionSyntax call => call,
        IdentifierNameSyntax { Identifier.ValueText: var name } when PipeCall.UsesOf(name, body).Take(2).Count() == 1 => body.DescendantNodes()
            .OfType<VariableDeclaratorSyntax>()
            .FirstOrDefault(variable => variable.Identifier.ValueText == name)?.Initializer?.Value as InvocationExpressionSyntax,
        _ => null,
    };

    private static bool IsEndless(InvocationExpressionSyntax call, IMethodSymbol task, SyntaxNodeAnalysisContext context)
    {
        var tokens = task.Parameters.Where(parameter => parameter.Type.Is("System.Threading.CancellationToken")).Select(parameter => parameter.Name).ToList();
        return context.SemanticModel.GetSymbolInfo(call, context.CancellationToken).Symbol is IMethodSymbol { DeclaringSyntaxReferences: [var declaration] } &&
            context.Compilation.ContainsSyntaxTree(declaration.SyntaxTree) &&
            call.ArgumentList.Arguments.All(argument => !MayStop(argument.Expression, tokens, context)) &&
            EndlessIterator.Is(declaration.GetSyntax(context.CancellationToken), tokens);
    }

    // The task's own token stops the task; another one, or whatever else can be told to stop, may stop the source alone.
    private static bool MayStop(ExpressionSyntax argument, IReadOnlyList<string> tokens, SyntaxNodeAnalysisContext context)
    {
        if (argument is LiteralExpressionSyntax || (argument is IdentifierNameSyntax name && tokens.Contains(name.Identifier.ValueText)))
        {
            return false;
        }

        var type = context.SemanticModel.GetTypeInfo(argument, context.CancellationToken).ConvertedType;
        return type is null or { TypeKind: TypeKind.Delegate } ||
            (type.Is("System.Threading.CancellationToken") && argument.ToString() is not ("CancellationToken.None" or "default(CancellationToken)")) ||
            type.Name is "CancellationTokenSource" or "Task" || type.Name.StartsWith("Channel", StringComparison.Ordinal);
    }
}
