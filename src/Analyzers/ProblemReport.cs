using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers;

/// <summary>Reports what a parser found wrong with the types that have an attribute.</summary>
internal static class ProblemReport
{
    public delegate void Parser(INamedTypeSymbol type, AttributeData attribute, ProblemList problems, CancellationToken cancellationToken);

    /// <summary>Parses every type that has the attribute, as the generator does, and reports the problems.</summary>
    public static void ReportProblems(this AnalysisContext context, string attribute, Parser parse, ImmutableArray<DiagnosticDescriptor> rules) =>
        context.RegisterSymbolAction(
            symbol =>
            {
                var type = (INamedTypeSymbol)symbol.Symbol;
                if (type.Attribute(attribute) is not { } data)
                {
                    return;
                }

                var problems = new ProblemList();
                parse(type, data, problems, symbol.CancellationToken);
                foreach (var problem in problems.Problems)
                {
                    symbol.ReportDiagnostic(Create(problem, type, symbol.Compilation, rules));
                }
            },
            SymbolKind.NamedType);

    private static Diagnostic Create(Problem problem, INamedTypeSymbol type, Compilation compilation, ImmutableArray<DiagnosticDescriptor> rules) => Diagnostic.Create(
        rules.First(rule => rule.Is(problem.Rule)),
        InSource(problem.Location, compilation) ?? type.Locations[0],
        [.. problem.Arguments]);

    // What is wrong may be inherited from another assembly; then it is the type here that cannot be used.
    private static Location? InSource(Location? location, Compilation compilation) =>
        location?.SourceTree is { } tree && compilation.ContainsSyntaxTree(tree) ? location : null;

    private static bool Is(this DiagnosticDescriptor descriptor, Rule rule) => descriptor.Id == $"RNL{(int)rule}";
}
