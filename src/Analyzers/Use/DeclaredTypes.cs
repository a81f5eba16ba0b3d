using Microsoft.CodeAnalysis;

namespace Runnel.Analyzers.Use;

/// <summary>The types of an assembly that others than we wrote, nested ones too. Of what we emit there is much, and none of it is a declaration.</summary>
internal static class DeclaredTypes
{
    // The members of a type that are no types are not asked for: that would bind all of the assembly.
    public static IEnumerable<INamedTypeSymbol> In(IAssemblySymbol assembly)
    {
        var open = new Stack<INamespaceOrTypeSymbol>([assembly.GlobalNamespace]);
        while (open.Count > 0)
        {
            var outer = open.Pop();
            foreach (var type in outer.GetTypeMembers())
            {
                if (!type.DeclaringSyntaxReferences.All(part => GeneratorOutput.IsOurs(part.SyntaxTree)))
                {
                    open.Push(type);
                    yield return type;
                }
            }

            foreach (var space in (outer as INamespaceSymbol)?.GetNamespaceMembers() ?? [])
            {
                open.Push(space);
            }
        }
    }
}
