namespace Runnel.Benchmarks.Suites.Analyzers;

/// <summary>What a project asks of its rules.</summary>
internal enum ShopKind
{
    /// <summary>Nothing besides.</summary>
    Plain,

    /// <summary>Its JSON contracts come from a context.</summary>
    Trimmed,

    /// <summary>Its contracts are kept in a file.</summary>
    Locked,
}
