using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Runnel.Analyzers.Rules;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Streams;

/// <summary>Reports a declared stream that none of the tasks with its record writes. A record of another assembly may have tasks there.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnwrittenStreamAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [StreamingRules.StreamIsNotWritten];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static compilation =>
        {
            var uses = new ConcurrentBag<StreamsUse>();
            var elsewhere = new ConcurrentBag<ITypeSymbol>();
            compilation.RegisterSyntaxNodeAction(
                node =>
                {
                    if (StreamsUse.Of((MethodDeclarationSyntax)node.Node, node.SemanticModel, node.CancellationToken) is { } use)
                    {
                        uses.Add(use);
                    }
                },
                SyntaxKind.MethodDeclaration);

            compilation.RegisterSymbolAction(
                symbol =>
                {
                    if (RecordOfTaskElsewhere((INamedTypeSymbol)symbol.Symbol) is { } record)
                    {
                        elsewhere.Add(record);
                    }
                },
                SymbolKind.NamedType);
            compilation.RegisterCompilationEndAction(end => Report(uses, [.. elsewhere], end));
        });
    }

    // What a client's task does is not to be seen here, nor is what a method does that a task inherits: of a generic class, it does not even name the record.
    private static ITypeSymbol? RecordOfTaskElsewhere(INamedTypeSymbol type)
    {
        if (type.Attribute(KnownTypes.TaskClientAttribute) is { AttributeClass.TypeArguments: [_, _, var record] })
        {
            return record;
        }

        return type.AttributeOfTask() is not null &&
            RunMethodParser.Find(type, new ProblemList()) is { } method && !SymbolEqualityComparer.Default.Equals(method.ContainingType, type)
                ? method.Parameters.FirstOrDefault(StreamsUse.IsStreams)?.Type
                : null;
    }

    private static void Report(IEnumerable<StreamsUse> all, ImmutableArray<ITypeSymbol> elsewhere, CompilationAnalysisContext context)
    {
        foreach (var uses in all.GroupBy(use => use.Record, (IEqualityComparer<INamedTypeSymbol>)SymbolEqualityComparer.Default))
        {
            // Of a task that ignores its streams another rule tells, or its author's silence.
            if (uses.Any(use => use.Task is null || use.Escapes || use.IsIgnored) || elsewhere.Contains(uses.Key, SymbolEqualityComparer.Default))
            {
                continue;
            }

            var written = uses.SelectMany(use => use.Named).ToImmutableHashSet(StringComparer.Ordinal);
            foreach (var stream in StreamsUse.StreamsOf(uses.Key).Where(stream => !written.Contains(stream.Name)))
            {
                if (stream.Locations.FirstOrDefault() is { SourceTree: { } tree } location && context.Compilation.ContainsSyntaxTree(tree))
                {
                    var tasks = uses.Select(use => use.Task!.Name).OrderBy(name => name, StringComparer.Ordinal).ToList();
                    context.ReportDiagnostic(Diagnostic.Create(StreamingRules.StreamIsNotWritten, location, stream.Name, MissingCases.Quoted(tasks)));
                }
            }
        }
    }
}
