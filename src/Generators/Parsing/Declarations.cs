using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Runnel.Generators.Models;

namespace Runnel.Generators.Parsing;

/// <summary>Reads where members of a type are to be emitted.</summary>
internal static class Declarations
{
    private static readonly SymbolDisplayFormat NamespaceFormat = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    // Asked by every declaration in a namespace of thousands, and found once: it goes with the symbol, and so with its compilation.
    private static readonly ConditionalWeakTable<INamespaceOrTypeSymbol, HashSet<string>> AmbiguousNames = new();

    /// <summary>The declaration, or null where nothing can be emitted into it.</summary>
    public static DeclarationModel? Read(INamedTypeSymbol type, ProblemList problems, CancellationToken cancellationToken)
    {
        var headers = new Stack<string>();
        var isOpen = true;
        for (var current = type; current is not null; current = current.ContainingType)
        {
            if (current.Arity > 0)
            {
                problems.Add(Rule.TypeIsGeneric, current, current.Name);
                isOpen = false;
            }

            // Where one of several parts is not partial, the compiler says so.
            if (!current.DeclaringSyntaxReferences.Any(part => part.GetSyntax(cancellationToken) is TypeDeclarationSyntax syntax && IsPartial(syntax)))
            {
                problems.Add(Rule.TypeIsNotPartial, current, current.Name, type.Name);
                isOpen = false;
            }

            if (current.IsFileLocal)
            {
                problems.Add(Rule.TaskIsNotReachable, current, type.Name);
                isOpen = false;
            }

            headers.Push($"partial {Keyword(current)} {Names.EscapeType(current.Name)}");
        }

        var space = type.ContainingNamespace;
        return !isOpen ? null : new DeclarationModel(
            space.IsGlobalNamespace ? null : space.ToDisplayString(NamespaceFormat),
            headers.ToEquatableArray(),
            Names.EscapeType(type.Name),
            type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            HintName(type));
    }

    public static bool IsPartial(TypeDeclarationSyntax type) => type.Modifiers.Any(SyntaxKind.PartialKeyword);

    private static string Keyword(INamedTypeSymbol type) => (type.TypeKind, type.IsRecord) switch
    {
        (TypeKind.Struct, true) => "record struct",
        (TypeKind.Struct, false) => "struct",
        (TypeKind.Interface, _) => "interface",
        (_, true) => "record",
        _ => "class",
    };

    // Roslyn compares hint names without regard to case; the second of two that differ in nothing else would throw.
    private static string HintName(INamedTypeSymbol type)
    {
        var names = new Stack<string>();
        var isUnique = true;
        for (ISymbol current = type; current is not INamespaceSymbol { IsGlobalNamespace: true }; current = current.ContainingSymbol)
        {
            names.Push(current.Name);
            isUnique &= !AmbiguousNames.GetValue((INamespaceOrTypeSymbol)current.ContainingSymbol, FindAmbiguousNames).Contains(current.Name);
        }

        var name = string.Join(".", names);
        return isUnique ? name : $"{name}_{Capitals(name)}";
    }

    private static HashSet<string> FindAmbiguousNames(INamespaceOrTypeSymbol container) => new(
        container.GetMembers()
            .OfType<INamespaceOrTypeSymbol>()
            .Select(member => member.Name)
            .Distinct(StringComparer.Ordinal)
            .GroupBy(name => name, StringComparer.OrdinalIgnoreCase)
            .Where(names => names.Skip(1).Any())
            .SelectMany(names => names),
        StringComparer.Ordinal);

    // Where the capitals are, as a number: all that tells such names apart.
    private static string Capitals(string name) =>
        name.Aggregate(0u, (hash, character) => unchecked((hash * 31) + character)).ToString("x8", CultureInfo.InvariantCulture);
}
