using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Runnel.Generators.Parsing;

namespace Runnel.Generators.Tests.Harness;

/// <summary>Asks the parsers, as the analyzers do, what is wrong with a project's declarations.</summary>
internal static class ProblemFinder
{
    public static IReadOnlyList<Problem> Find(CSharpCompilation compilation)
    {
        var problems = new ProblemList();
        foreach (var type in compilation.Assembly.GlobalNamespace.GetNamespaceMembers().Append(compilation.Assembly.GlobalNamespace).SelectMany(Types).Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default))
        {
            if (type.Attribute(KnownTypes.TaskAttribute) is { } task)
            {
                TaskParser.Parse(type, task, problems, default);
            }

            if (type.Attribute(KnownTypes.ToolTaskAttribute) is { } toolTask)
            {
                TaskParser.Parse(type, toolTask, problems, default);
            }

            if (type.Attribute(KnownTypes.ToolsAttribute) is { } tools)
            {
                ToolSetParser.Parse(type, tools, problems, default);
            }

            if (type.Attribute(KnownTypes.TaskClientAttribute) is { } client)
            {
                ClientParser.Parse(type, client, problems, default);
            }

            if (type.Attribute(KnownTypes.StreamsAttribute) is not null)
            {
                StreamsParser.Parse(type, problems, default);
            }

            if (type.Attribute(KnownTypes.TaskModuleAttribute) is not null)
            {
                ModuleParser.Parse(type, problems, default);
            }
        }

        return problems.Problems;
    }

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol container) => container.GetMembers().SelectMany(member => member switch
    {
        INamespaceSymbol space => Types(space),
        INamedTypeSymbol type => Types(type).Prepend(type),
        _ => [],
    });
}
