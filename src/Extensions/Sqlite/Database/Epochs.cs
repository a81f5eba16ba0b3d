namespace Runnel.Sqlite.Database;

/// <summary>
/// Notices that a power loss may have taken commits back. While a store that does not wait for the disk has the file open, meta says so (unsynced), with
/// the machine's boot; who finds that of another boot gives the file a new epoch, and every run that has not ended: cursors of what was lost are refused.
/// A run that has ended has lost nothing, for nothing can follow its end.
/// </summary>
internal sealed class Epochs(SqliteDurability durability, string boot, TimeSpan timeout)
{
    /// <summary>Whether commits may be lost by a power loss, so that meta has to say so.</summary>
    public bool AreAtRisk => durability == SqliteDurability.ProcessDeath;

    /// <summary>Judges the file as it was found, and notes how this store writes.</summary>
    /// <returns>Whether its end may have been lost.</returns>
    public bool Begin(Connection connection) => Synced(connection, () =>
    {
        var mayBeLost = connection.Scalar("SELECT unsynced FROM meta") == 1 && !string.Equals(connection.Text("SELECT boot FROM meta"), boot, StringComparison.Ordinal);
        if (mayBeLost)
        {
            connection.Execute("UPDATE meta SET epoch = random() & 0x7FFFFFFFFFFFFFFF, unsynced = 0");
            connection.Execute("UPDATE run SET epoch = (SELECT epoch FROM meta) WHERE finished IS NULL");
        }

        if (AreAtRisk)
        {
            Mark(connection, unsynced: 1);
        }

        return mayBeLost;
    });

    /// <summary>Notes that commits are at risk again, after another store has closed the file as clean.</summary>
    public void MarkAtRisk(Connection connection) => Synced(connection, () => Mark(connection, unsynced: 1));

    /// <summary>Notes that everything up to this commit is on disk.</summary>
    public void MarkClean(Connection connection)
    {
        if (AreAtRisk)
        {
            Synced(connection, () => Mark(connection, unsynced: 0));
        }
    }

    /// <summary>How the store's ordinary commits are written.</summary>
    public void Configure(Connection connection) => connection.Execute(AreAtRisk ? "PRAGMA synchronous = NORMAL" : "PRAGMA synchronous = FULL");

    private bool Mark(Connection connection, int unsynced)
    {
        using var statement = connection.Prepare("UPDATE meta SET unsynced = ?, boot = ?");
        statement.Bind(1, unsynced).Bind(2, boot).Execute();
        return true;
    }

    // On disk before anybody can see what comes after it.
    private bool Synced(Connection connection, Func<bool> change)
    {
        connection.Execute("PRAGMA synchronous = FULL");
        try
        {
            connection.BeginImmediate(timeout);
            var result = change();
            connection.Commit();
            return result;
        }
        finally
        {
            connection.Rollback();
            Configure(connection);
        }
    }
}
