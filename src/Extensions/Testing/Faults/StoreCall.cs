using System.Runtime.InteropServices;

namespace Runnel.Testing;

/// <summary>A call to a store, as a plan sees it.</summary>
/// <param name="Number">Its number among all calls, from 1.</param>
/// <param name="Kind">What it does.</param>
/// <param name="NumberOfKind">Its number among the calls of its kind, from 1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct StoreCall(long Number, StoreCallKind Kind, long NumberOfKind);

/// <summary>What a call to a store does.</summary>
public enum StoreCallKind
{
    /// <summary>Creates runs.</summary>
    Create,

    /// <summary>Takes runs.</summary>
    Take,

    /// <summary>Appends executions' entries.</summary>
    Append,

    /// <summary>Appends somebody else's entries.</summary>
    OutsideAppend,

    /// <summary>Reads a page of a log.</summary>
    Read,

    /// <summary>Gets a run's head.</summary>
    Get,

    /// <summary>Lists runs.</summary>
    List,

    /// <summary>Registers a worker.</summary>
    Register,

    /// <summary>Renews a lease.</summary>
    Renew,

    /// <summary>Lists the leases.</summary>
    ListLeases,

    /// <summary>Declares a worker dead.</summary>
    DeclareDead,

    /// <summary>Lists what a worker owns.</summary>
    ListOwned,

    /// <summary>Releases a worker.</summary>
    Release,

    /// <summary>Declares queues.</summary>
    Declare,

    /// <summary>Lists the queues.</summary>
    ListQueues,

    /// <summary>Adds or changes a schedule.</summary>
    PutSchedule,

    /// <summary>Lists the schedules.</summary>
    ListSchedules,

    /// <summary>Removes a schedule.</summary>
    RemoveSchedule,

    /// <summary>Serves times of a schedule.</summary>
    ServeSchedule,
}
