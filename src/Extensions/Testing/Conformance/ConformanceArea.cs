namespace Runnel.Testing.Conformance;

/// <summary>What a case is about.</summary>
public enum ConformanceArea
{
    /// <summary>Creating runs.</summary>
    Create,

    /// <summary>Giving runs to workers.</summary>
    Take,

    /// <summary>An execution's appends.</summary>
    Append,

    /// <summary>Appends of those who do not own the run.</summary>
    OutsideAppend,

    /// <summary>How a run is going to end: the first writer decides.</summary>
    Intent,

    /// <summary>Reading logs.</summary>
    Read,

    /// <summary>Heads of runs, one by one and listed.</summary>
    List,

    /// <summary>Which workers live, and what they own.</summary>
    Leases,

    /// <summary>Telling observers.</summary>
    Watch,

    /// <summary>Forgetting finished runs.</summary>
    Retention,

    /// <summary>Calls that race.</summary>
    Concurrency,

    /// <summary>What is there when the store is opened again.</summary>
    Durability,

    /// <summary>Calls whose connection is cut, and that are made again.</summary>
    LostConnections,

    /// <summary>Calls that are given up.</summary>
    Cancellation,
}
