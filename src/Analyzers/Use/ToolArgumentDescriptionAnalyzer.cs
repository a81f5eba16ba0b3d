using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Runnel.Analyzers.Rules;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Use;

/// <summary>Reports what a model gives to a tool, and knows by its name and type alone: parameters, or members of the record that is the only one.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ToolArgumentDescriptionAnalyzer : DiagnosticAnalyzer
{
    private const string JsonIgnore = "System.Text.Json.Serialization.JsonIgnoreAttribute";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DescriptionRules.ToolParameterHasNoDescription];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static compilation =>
        {
            // Several tools may take one record.
            var reported = new ConcurrentDictionary<ISymbol, bool>(SymbolEqualityComparer.Default);
            compilation.RegisterSymbolAction(
                symbol =>
                {
                    if (symbol.Symbol.Attribute(KnownTypes.ToolTaskAttribute) is not null && RunMethodParser.Find((INamedTypeSymbol)symbol.Symbol, new ProblemList()) is { } method)
                    {
                        Analyze(method, reported, symbol);
                    }
                },
                SymbolKind.NamedType);
            compilation.RegisterSymbolAction(
                symbol =>
                {
                    var method = (IMethodSymbol)symbol.Symbol;
                    if (method.PartialDefinitionPart is null && ToolNames.IsTool(method) && method.ContainingType.Attribute(KnownTypes.ToolsAttribute) is not null)
                    {
                        Analyze(method, reported, symbol);
                    }
                },
                SymbolKind.Method);
        });
    }

    private static void Analyze(IMethodSymbol method, ConcurrentDictionary<ISymbol, bool> reported, SymbolAnalysisContext context)
    {
        var signature = new RunSignature();
        ParameterParser.Bind(method, signature, new ProblemList());
        var given = signature.Payload is { } payload ? MembersOf(payload.Type) : (signature.Members ?? []).Select(member => (ISymbol)member.Parameter);
        foreach (var symbol in given)
        {
            if (symbol.Locations is [{ SourceTree: { } tree } location, ..] && context.Compilation.ContainsSyntaxTree(tree) && !HasDescription(symbol) && reported.TryAdd(symbol, true))
            {
                context.ReportDiagnostic(Diagnostic.Create(DescriptionRules.ToolParameterHasNoDescription, location, symbol.Name));
            }
        }
    }

    // The property of a positional parameter is at the place of the parameter.
    private static IEnumerable<ISymbol> MembersOf(ITypeSymbol type) => type.GetMembers().OfType<IPropertySymbol>().Where(property =>
        property is { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public, IsImplicitlyDeclared: false, SetMethod: not null } &&
        property.Attribute(JsonIgnore) is null);

    private static bool HasDescription(ISymbol symbol) =>
        symbol.Attribute(KnownTypes.Description) is not null ||
        (symbol is IPropertySymbol property && property.ContainingType.InstanceConstructors.Any(constructor =>
            constructor.Parameters.Any(parameter => parameter.Name == property.Name && parameter.Attribute(KnownTypes.Description) is not null)));
}
