using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Runnel.Analyzers.Rules;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers;

/// <summary>Reports a [Tool] where nothing would ever read it: outside of a set, or on what has no name to be called by.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ToolInToolsAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [ToolRules.ToolIsNotInTools];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(
            static symbol => Analyze((IMethodSymbol)symbol.Symbol, symbol.ReportDiagnostic),
            SymbolKind.Method);

        // Functions within methods have no symbol action.
        context.RegisterSyntaxNodeAction(
            static node =>
            {
                var info = node.SemanticModel.GetSymbolInfo(node.Node, node.CancellationToken).Symbol;
                if ((info ?? node.SemanticModel.GetDeclaredSymbol(node.Node, node.CancellationToken)) is IMethodSymbol method)
                {
                    Analyze(method, node.ReportDiagnostic);
                }
            },
            SyntaxKind.LocalFunctionStatement,
            SyntaxKind.ParenthesizedLambdaExpression);
    }

    private static void Analyze(IMethodSymbol method, Action<Diagnostic> report)
    {
        // A partial method is one, with the attributes of both its parts; at a constructor the compiler refuses it.
        if (method.PartialDefinitionPart is not null || method.MethodKind is MethodKind.Constructor or MethodKind.StaticConstructor || method.Attribute(KnownTypes.ToolAttribute) is not { } attribute)
        {
            return;
        }

        var type = method.ContainingType;
        if (!ToolNames.IsTool(method))
        {
            report(Diagnostic.Create(ToolRules.ToolIsNotInTools, Locations.Of(attribute), NameOf(method), "move what it does to a method of its own"));
        }
        else if (type.Attribute(KnownTypes.ToolsAttribute) is null)
        {
            report(Diagnostic.Create(ToolRules.ToolIsNotInTools, Locations.Of(attribute), NameOf(method), $"add [Tools] to '{type.Name}', or remove [Tool]"));
        }
    }

    private static string NameOf(IMethodSymbol method) => method switch
    {
        { MethodKind: MethodKind.AnonymousFunction } => "lambda expression",
        { AssociatedSymbol: { } owner } => owner.Name,
        _ => method.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat.WithMemberOptions(
            SymbolDisplayMemberOptions.IncludeContainingType | SymbolDisplayMemberOptions.IncludeExplicitInterface)),
    };
}
