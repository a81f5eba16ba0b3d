using Microsoft.Extensions.AI;
using Runnel.Clients;

namespace Runnel.Ai;

/// <summary>What the runtime asks of a <c>[Tools]</c> class; implemented by generated code.</summary>
/// <typeparam name="TSelf">The class.</typeparam>
public interface IToolCatalog<TSelf> : IToolSet
    where TSelf : class, IToolCatalog<TSelf>
{
    /// <summary>How the parts of the calls of each tool are made.</summary>
    static abstract IReadOnlyList<IToolParts<ITextStreamPart<TSelf>>> Parts { get; }

    /// <summary>Makes a set from a host's services.</summary>
    static abstract TSelf Create(IServiceProvider services);

    /// <summary>The functions of all tools.</summary>
    IReadOnlyList<AIFunction> Functions { get; }

    /// <summary>The way to the runs of tool tasks; <see langword="null"/> in a set that no host's services made.</summary>
    RunConnection? Connection { get; set; }
}
