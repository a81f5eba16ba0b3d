namespace Runnel.Sqlite;

/// <summary>Which failure a commit outlives.</summary>
public enum SqliteDurability
{
    /// <summary>
    /// The death of the process (WAL, <c>synchronous=NORMAL</c>). A power loss may take the newest commits back, whole and from the end; the next
    /// start notices and refuses cursors of the log that was lost.
    /// </summary>
    ProcessDeath,

    /// <summary>A power loss as well (WAL, <c>synchronous=FULL</c>): every commit waits for the disk.</summary>
    PowerLoss,
}
