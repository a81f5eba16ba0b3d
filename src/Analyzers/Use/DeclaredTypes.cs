using Microsoft.CodeAnalysis;

namespace Runnel.Analyzers.Use;

/// <summary>The types of an assembly that others than we wrote, nested ones too. Of what we emit there is much, and none of it is a declaration.</summary>
internal static class DeclaredTypes
{
    public static IEnumerable<INamedTypeSymbol> In(IAssemblySymbol assembly)
    {
        var open = new Stack<INamespaceOrTypeSymbol>([assembly.GlobalNamespace]);
        while (open.Count > 0)
        {
            foreach (var member in open.Pop().GetMembers())
            {
                switch (member)
                {
                    case INamedTypeSymbol type when !type.DeclaringSyntaxReferences.All(part => GeneratorOutput.IsOurs(part.SyntaxTree)):
                        open.Push(type);
                        yield return type;
                        break;
                    case INamespaceSymbol space:
                        open.Push(space);
                        break;
                }
            }
        }
    }
}
