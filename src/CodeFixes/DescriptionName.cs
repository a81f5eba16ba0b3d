using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Runnel.Generators.Parsing;

namespace Runnel.CodeFixes;

/// <summary>How <c>[Description]</c> is written at a place: by its name, after a using where there is none; in full where the name means something else.</summary>
internal static class DescriptionName
{
    private const string Space = "System.ComponentModel";

    public static string At(int position, SemanticModel model) =>
        Found(position, model).All(type => type.Is(KnownTypes.Description)) ? "Description" : Space + ".Description";

    public static bool NeedsUsing(int position, SemanticModel model) => !Found(position, model).Any();

    public static CompilationUnitSyntax WithUsing(CompilationUnitSyntax unit)
    {
        var newline = unit.DescendantTrivia().FirstOrDefault(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)) is { RawKind: not 0 } end ? end : SyntaxFactory.LineFeed;
        var directive = SyntaxFactory.ParseCompilationUnit($"using {Space};").Usings[0].WithTrailingTrivia(newline);
        var position = unit.Usings.Count(each => each.GlobalKeyword.RawKind != 0 || (each.Alias is null && each.StaticKeyword.RawKind == 0 && each.Name is { } name && IsBefore(name.ToString())));
        if (position > 0)
        {
            return unit.WithUsings(unit.Usings.Insert(position, directive));
        }

        // What heads the file stays its head, unless it is about what comes next.
        var first = unit.GetFirstToken();
        var head = first.LeadingTrivia;
        if (unit.Usings.Count == 0 && head.Any(trivia => trivia.HasStructure || trivia.ToString().StartsWith("///", StringComparison.Ordinal)))
        {
            return unit.WithUsings(unit.Usings.Insert(0, directive));
        }

        unit = unit.ReplaceToken(first, first.WithLeadingTrivia());
        return unit.WithUsings(unit.Usings.Insert(0, directive.WithLeadingTrivia(head)));
    }

    private static IEnumerable<ITypeSymbol> Found(int position, SemanticModel model) =>
        model.LookupNamespacesAndTypes(position, name: "DescriptionAttribute").OfType<ITypeSymbol>();

    // Of the framework's namespaces those that sort before.
    private static bool IsBefore(string name) => name.StartsWith("System", StringComparison.Ordinal) && string.CompareOrdinal(name, Space) < 0;
}
