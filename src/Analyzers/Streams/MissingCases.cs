using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Runnel.Analyzers.Streams;

/// <summary>How a diagnostic tells the cases that a switch leaves out: to its reader in words, to its fix as a property.</summary>
internal static class MissingCases
{
    private const string Property = "Cases";

    public static ImmutableDictionary<string, string?> Properties(IEnumerable<string> cases) =>
        ImmutableDictionary<string, string?>.Empty.Add(Property, string.Join(",", cases));

    public static IReadOnlyList<string> In(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(Property, out var cases) && cases is { Length: > 0 } ? cases.Split(',') : [];

    public static string Quoted(IReadOnlyList<string> cases)
    {
        var quoted = cases.Select(name => $"'{name}'").ToList();
        return quoted.Count < 2 ? string.Concat(quoted) : $"{string.Join(", ", quoted.Take(quoted.Count - 1))} and {quoted[quoted.Count - 1]}";
    }

    public static string DefaultOf(SyntaxNode node) => node is SwitchStatementSyntax ? "'default'" : "'_'";
}
