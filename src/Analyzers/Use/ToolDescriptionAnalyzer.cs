using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Runnel.Analyzers.Rules;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Use;

/// <summary>Reports a tool that models know by its name alone.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ToolDescriptionAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DescriptionRules.ToolHasNoDescription];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(AnalyzeTask, SymbolKind.NamedType);
        context.RegisterSymbolAction(AnalyzeMethod, SymbolKind.Method);
    }

    private static void AnalyzeTask(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (type.Attribute(KnownTypes.ToolTaskAttribute) is { } attribute)
        {
            Report(ToolParser.Parse(type, RunMethodParser.Find(type, new ProblemList()), attribute, new ProblemList()).Description, attribute, context);
        }
    }

    // Elsewhere than in a set no model is shown the method, and another rule says so.
    private static void AnalyzeMethod(SymbolAnalysisContext context)
    {
        var method = (IMethodSymbol)context.Symbol;
        if (method.PartialDefinitionPart is null && ToolNames.IsTool(method) && method.ContainingType.Attribute(KnownTypes.ToolsAttribute) is not null)
        {
            var attribute = method.Attribute(KnownTypes.ToolAttribute)!;
            Report(ToolParser.Parse(method, ToolNames.MemberOf(method), attribute, new ProblemList()).Description, attribute, context);
        }
    }

    private static void Report(string? description, AttributeData attribute, SymbolAnalysisContext context)
    {
        if (string.IsNullOrWhiteSpace(description) && Locations.Of(attribute) is { } location)
        {
            var name = attribute.AttributeClass!.Name;
            context.ReportDiagnostic(Diagnostic.Create(
                DescriptionRules.ToolHasNoDescription, location, context.Symbol.Name, name.Substring(0, name.Length - nameof(Attribute).Length)));
        }
    }
}
