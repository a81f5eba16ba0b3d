using Microsoft.CodeAnalysis;

namespace Runnel.Analyzers;

/// <summary>What our generator emitted into a type, and where generators' files are.</summary>
/// <param name="root">The folder of all generators' files: in it, one for each assembly, and in that one for each generator.</param>
/// <param name="trees">Our files.</param>
internal sealed class GeneratorOutput(string root, IReadOnlyList<SyntaxTree> trees)
{
    private const string Folder = "Runnel.Generators/Runnel.Generators.RunnelGenerator/";

    /// <summary>The output, or null where there is none: the generator is off, has not run yet, or could emit nothing.</summary>
    public static GeneratorOutput? Of(INamedTypeSymbol type)
    {
        var ours = type.DeclaringSyntaxReferences
            .Select(reference => (Tree: reference.SyntaxTree, Start: PathOf(reference.SyntaxTree).LastIndexOf(Folder, StringComparison.Ordinal)))
            .Where(part => part.Start >= 0)
            .ToList();
        return ours.Count == 0 ? null : new GeneratorOutput(PathOf(ours[0].Tree).Substring(0, ours[0].Start), [.. ours.Select(part => part.Tree)]);
    }

    /// <summary>Whether a file is one of ours.</summary>
    public static bool IsOurs(SyntaxTree tree) => PathOf(tree).LastIndexOf(Folder, StringComparison.Ordinal) >= 0;

    /// <summary>
    /// Whether all of a type is in files that lie where those of another generator would. A tool that runs before the compiler may
    /// put its files there too; those our generator sees, and <see cref="Names"/> tells.
    /// </summary>
    public bool IsOfAnotherGenerator(ITypeSymbol type) =>
        type is { TypeKind: not TypeKind.Error, DeclaringSyntaxReferences: { Length: > 0 } parts } &&
        parts.All(part => IsFileOfAnotherGenerator(PathOf(part.SyntaxTree)));

    /// <summary>Whether our files name a type, and so could see it.</summary>
    public bool Names(ITypeSymbol type)
    {
        var name = type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        return trees.Any(tree => tree.ToString().Contains(name));
    }

    private bool IsFileOfAnotherGenerator(string path) =>
        path.StartsWith(root, StringComparison.Ordinal) &&
        path.Skip(root.Length).Count(character => character == '/') >= 2 &&
        path.IndexOf(Folder, root.Length, StringComparison.Ordinal) != root.Length;

    private static string PathOf(SyntaxTree tree) => tree.FilePath.Replace('\\', '/');
}
