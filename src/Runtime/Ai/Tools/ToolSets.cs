using Runnel.Clients;

namespace Runnel.Ai;

/// <summary>What generated sets of tools ask of themselves.</summary>
public static class ToolSets
{
    /// <summary>The way to the runs of the set's tool tasks; <see langword="null"/> in a set that no host's services made.</summary>
    public static RunConnection? ConnectionOf<TTools>(TTools tools)
        where TTools : class, IToolCatalog<TTools> => ((IToolCatalog<TTools>)tools).Connection;
}
