using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Runnel.Analyzers.Rules;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Use;

/// <summary>
/// Reports a handler of a minimal API that leaves its return type to be inferred, where ASP.NET's generator writes the handlers and cannot. The code
/// that it writes then does not compile, with errors that name neither the handler nor the reason. Types that are declared it can name.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InferredHandlerAnalyzer : DiagnosticAnalyzer
{
    private const string Extensions = "Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [GeneratorRules.HandlerInfersGeneratedType];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static compilation =>
        {
            if (BuildProperties.GeneratesRequestDelegates(compilation.Options) && compilation.Compilation.GetTypeByMetadataName(Extensions) is not null)
            {
                var view = new GeneratorView(compilation.Compilation);
                compilation.RegisterSyntaxNodeAction(node => Analyze(node, view), SyntaxKind.InvocationExpression);
            }
        });
    }

    private static void Analyze(SyntaxNodeAnalysisContext context, GeneratorView view)
    {
        var call = (InvocationExpressionSyntax)context.Node;
        if (call.Expression is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } ||
            !name.StartsWith("Map", StringComparison.Ordinal) ||
            call.ArgumentList.Arguments.Select(argument => argument.Expression).OfType<LambdaExpressionSyntax>().LastOrDefault() is not { } lambda ||
            lambda is ParenthesizedLambdaExpressionSyntax { ReturnType: not null } ||
            context.SemanticModel.GetSymbolInfo(call, context.CancellationToken).Symbol is not IMethodSymbol method ||
            !method.ContainingType.Is(Extensions) ||
            context.SemanticModel.GetTypeInfo(lambda, context.CancellationToken).ConvertedType is not { SpecialType: SpecialType.System_Delegate } ||
            context.SemanticModel.GetSymbolInfo(lambda, context.CancellationToken).Symbol is not IMethodSymbol { ReturnType: var type } ||
            TypeReader.Find(type, part => part.TypeKind == TypeKind.Error) is not null ||
            !view.IsUnknown(lambda, context.CancellationToken))
        {
            return;
        }

        context.ReportDiagnostic(Diagnostic.Create(
            GeneratorRules.HandlerInfersGeneratedType, HeadOf(lambda), type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)));
    }

    // The body may be long.
    private static Location HeadOf(LambdaExpressionSyntax lambda) =>
        Location.Create(lambda.SyntaxTree, Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(lambda.SpanStart, lambda.ArrowToken.Span.End));
}
