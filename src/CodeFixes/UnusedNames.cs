using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Runnel.Generators.Parsing;

namespace Runnel.CodeFixes;

/// <summary>Names for variables that nothing in a member is called by.</summary>
internal sealed class UnusedNames
{
    private readonly HashSet<string> taken;

    public UnusedNames(SyntaxNode node)
    {
        // Top-level statements are one method; each is a member.
        var member = node.Ancestors().FirstOrDefault(ancestor => ancestor is CompilationUnitSyntax or MemberDeclarationSyntax and not GlobalStatementSyntax) ?? node;
        taken = new HashSet<string>(
            member.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText), StringComparer.Ordinal);
    }

    public string Take(string name)
    {
        var unused = name;
        for (var number = 2; !taken.Add(unused); number++)
        {
            unused = name + number;
        }

        // "await" is a name too, but not everywhere.
        return SyntaxFacts.GetContextualKeywordKind(unused) == SyntaxKind.None ? Names.Escape(unused) : "@" + unused;
    }
}
