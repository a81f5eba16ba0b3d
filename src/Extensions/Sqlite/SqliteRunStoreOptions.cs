namespace Runnel.Sqlite;

/// <summary>How runs are kept in an SQLite file.</summary>
public sealed record SqliteRunStoreOptions
{
    /// <summary>
    /// The file; made where there is none, in a folder that exists. SQLite keeps <c>-wal</c> and <c>-shm</c> beside it, and the store a
    /// <c>-checkpoint</c>. On a local disk: a network file system does not share memory between machines, which the store needs.
    /// </summary>
    public required string Path { get; init; }

    /// <summary>Which failure a commit outlives. Default <see cref="SqliteDurability.ProcessDeath"/>.</summary>
    public SqliteDurability Durability { get; init; } = SqliteDurability.ProcessDeath;

    /// <summary>How long a finished run is kept. Default 7 days.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How long a call waits for another program that holds the file's lock before it fails. Default 30 seconds.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(30);

    internal void Validate()
    {
        if (string.IsNullOrWhiteSpace(Path))
        {
            throw new RunnelException($"{nameof(SqliteRunStoreOptions)}.{nameof(Path)} is empty. Name the file that is to hold the runs, such as \"runnel.db\".");
        }

        if (Retention <= TimeSpan.Zero)
        {
            throw new RunnelException($"{nameof(SqliteRunStoreOptions)}.{nameof(Retention)} is {Retention}. Set more than zero: finished runs are read after they ended.");
        }

        if (BusyTimeout < TimeSpan.Zero)
        {
            throw new RunnelException($"{nameof(SqliteRunStoreOptions)}.{nameof(BusyTimeout)} is {BusyTimeout}. Set zero, which does not wait at all, or more.");
        }

        if (!Enum.IsDefined(Durability))
        {
            throw new RunnelException($"{nameof(SqliteRunStoreOptions)}.{nameof(Durability)} is {Durability}, which is none. Use a member of {nameof(SqliteDurability)}.");
        }
    }
}
