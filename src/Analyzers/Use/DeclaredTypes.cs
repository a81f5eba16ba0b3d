using Microsoft.CodeAnalysis;

namespace Runnel.Analyzers.Use;

/// <summary>All types of an assembly, nested ones too.</summary>
internal static class DeclaredTypes
{
    public static IEnumerable<INamedTypeSymbol> In(IAssemblySymbol assembly)
    {
        var open = new Stack<INamespaceOrTypeSymbol>([assembly.GlobalNamespace]);
        while (open.Count > 0)
        {
            foreach (var member in open.Pop().GetMembers())
            {
                if (member is INamespaceOrTypeSymbol container)
                {
                    open.Push(container);
                }

                if (member is INamedTypeSymbol type)
                {
                    yield return type;
                }
            }
        }
    }
}
