namespace Runnel.Testing.Conformance;

/// <summary>What a case is about.</summary>
public enum ConformanceArea
{
    /// <summary>Creating runs.</summary>
    Create,

    /// <summary>Giving runs to workers.</summary>
    Take,

    /// <summary>Queues, their lanes and slots, and whose turn it is.</summary>
    Queues,

    /// <summary>Runs that are not begun in time.</summary>
    Expiry,

    /// <summary>An execution's appends.</summary>
    Append,

    /// <summary>Appends of those who do not own the run.</summary>
    OutsideAppend,

    /// <summary>How a run is going to end: the first writer decides.</summary>
    Intent,

    /// <summary>Executions that wait, and stand in line to go on.</summary>
    Waiting,

    /// <summary>Runs that an execution creates, and how they are found.</summary>
    Children,

    /// <summary>Keys that make a creation one of a kind.</summary>
    Idempotency,

    /// <summary>Schedules, and their times that are served.</summary>
    Schedules,

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
