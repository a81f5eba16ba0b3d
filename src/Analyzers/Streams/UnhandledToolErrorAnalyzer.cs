using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Runnel.Analyzers.Rules;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Streams;

/// <summary>Reports a switch that follows the calls of a tool to their results, and not to their errors.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnhandledToolErrorAnalyzer : DiagnosticAnalyzer
{
    private const string Call = "ToolCall";
    private const string Result = "ToolResult";
    private const string Error = "ToolError";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [SubscriberRules.ToolErrorIsNotHandled];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSyntaxNodeAction(Analyze, SwitchSyntax.Kinds);
    }

    private static void Analyze(SyntaxNodeAnalysisContext context)
    {
        if (SwitchSyntax.HasDefault(context.Node) ||
            !NamesResult(context.Node) ||
            PartSwitch.Of(context.Node, context.SemanticModel, context.CancellationToken) is not { } parts)
        {
            return;
        }

        var missing = ToolPartPatterns.Of(parts).SelectMany(patterns => MissingErrors(patterns, context)).Distinct(StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                SubscriberRules.ToolErrorIsNotHandled,
                SwitchSyntax.KeywordOf(context.Node).GetLocation(),
                MissingCases.Quoted(missing),
                missing.Count == 1 ? "an arm for it" : "arms for them"));
        }
    }

    // Told from the text alone; what has another name here is not looked for.
    private static bool NamesResult(SyntaxNode node)
    {
        IEnumerable<SyntaxNode> patterns = node is SwitchExpressionSyntax expression
            ? expression.Arms.Select(arm => arm.Pattern)
            : ((SwitchStatementSyntax)node).Sections.SelectMany(section => section.Labels);
        return patterns.Any(pattern => pattern.DescendantTokens().Any(token =>
            token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText.EndsWith(Result, StringComparison.Ordinal)));
    }

    private static IEnumerable<string> MissingErrors(IReadOnlyList<IPatternOperation> patterns, SyntaxNodeAnalysisContext context)
    {
        var named = patterns.SelectMany(ToolPartPatterns.TypesIn).ToList();
        return from result in named
               where result.BaseType.Is("Runnel.ToolResult`2") && result.Name.EndsWith(Result, StringComparison.Ordinal)
               where Sibling(result, Call) is { } call && named.Contains(call, SymbolEqualityComparer.Default)
               let error = Sibling(result, Error)
               where error is not null && !patterns.Any(pattern => pattern.Reaches(error, context.Compilation))
               where !CasesBeside.Name(context.Node, error.Name) && !CasesBeside.Name(context.Node, "IToolError")
               select error.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
    }

    // The parts of one tool stand beside each other, and differ in the ends of their names.
    private static INamedTypeSymbol? Sibling(INamedTypeSymbol result, string kind) =>
        result.ContainingType?.GetTypeMembers(result.Name.Substring(0, result.Name.Length - Result.Length) + kind).FirstOrDefault();
}
