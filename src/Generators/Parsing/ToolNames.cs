using Microsoft.CodeAnalysis;

namespace Runnel.Generators.Parsing;

/// <summary>The names that are emitted into a set for its [Tool] methods.</summary>
internal static class ToolNames
{
    private static readonly string[] Parts = ["ToolCall", "ToolResult", "ToolError"];

    /// <summary>Whether a [Tool] attribute of the method can be followed: accessors, operators and the like have no name to be called by.</summary>
    public static bool IsTool(IMethodSymbol method) => method.MethodKind == MethodKind.Ordinary && method.Attribute(KnownTypes.ToolAttribute) is not null;

    /// <summary>
    /// The tools of a set that are methods, as they stand in a file; whatever the order of the files, which differs between machines, the tools' order is one.
    /// </summary>
    public static IEnumerable<IMethodSymbol> MethodsOf(INamedTypeSymbol set) => set.GetMembers()
        .OfType<IMethodSymbol>()
        .Where(IsTool)
        .GroupBy(method => method.Locations[0].SourceTree)
        .OrderBy(file => file.Min(method => method.Name), StringComparer.Ordinal)
        .SelectMany(file => file);

    /// <summary>What a method's emitted members begin with: its name without "Async".</summary>
    public static string MemberOf(IMethodSymbol method)
    {
        const string Async = "Async";
        var name = method.Name.EndsWith(Async, StringComparison.Ordinal) && method.Name.Length > Async.Length
            ? method.Name.Substring(0, method.Name.Length - Async.Length)
            : method.Name;
        return Names.Pascal(name);
    }

    /// <summary>All that is emitted for a method.</summary>
    public static IReadOnlyList<string> MembersOf(string member, bool hasArguments) => [member + "Tool", member + "Definition", .. TypesOf(member, hasArguments)];

    /// <summary>The types that are emitted into a set.</summary>
    public static IEnumerable<string> TypesOf(INamedTypeSymbol set) =>
        MethodsOf(set).SelectMany(method => TypesOf(MemberOf(method), ParameterParser.HasMembers(method)));

    private static IEnumerable<string> TypesOf(string member, bool hasArguments) =>
        (hasArguments ? [.. Parts, GeneratedNames.Arguments] : Parts).Select(suffix => member + suffix);
}
