namespace Runnel.Leases;

/// <summary>What a run is held to have had to do with the death of its worker.</summary>
internal enum Blame
{
    /// <summary>Nothing: its code did not run, or nobody died.</summary>
    None,

    /// <summary>It ran there, and so did others that may have been the cause. It is counted, and never what ends the run.</summary>
    Shared,

    /// <summary>Of all that ran there it alone had seen a death before.</summary>
    Alone,
}
