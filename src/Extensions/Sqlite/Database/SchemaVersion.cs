namespace Runnel.Sqlite.Database;

/// <summary>Brings a file to the newest version of the schema, whoever else may be doing the same.</summary>
internal sealed class SchemaVersion(string path, IReadOnlyList<Migration> migrations)
{
    /// <summary>The version that this program writes.</summary>
    public int Current => migrations[^1].Version;

    /// <summary>Judges what is in the file, which is only read.</summary>
    /// <exception cref="SqliteStoreException">It is another application's, or of a newer version.</exception>
    public void Verify(Connection connection)
    {
        var application = connection.Scalar("PRAGMA application_id");
        var version = connection.Scalar("PRAGMA user_version");
        if (application != Schema.ApplicationId && (application != 0 || version != 0 || connection.Scalar("SELECT count(*) FROM sqlite_schema") != 0))
        {
            throw new SqliteStoreException(path, $"The SQLite file '{path}' is another application's (application_id 0x{application:X8}). It was left as it is; name another file for Runnel's runs.");
        }

        if (version > Current)
        {
            throw new SqliteStoreException(path, $"The SQLite file '{path}' has schema version {version}; this program's Runnel.Sqlite knows {Current}. It was left as it is; update the package, or name another file.");
        }
    }

    /// <summary>Refuses a file that another program has upgraded since this one opened it.</summary>
    public void VerifyUnchanged(long version)
    {
        if (version != Current)
        {
            throw new SqliteStoreException(path, $"The SQLite file '{path}' was brought to schema version {version} by another program while this one, which knows {Current}, had it open. Stop this program and update its Runnel.Sqlite; nothing was written.");
        }
    }

    /// <summary>Takes every step that the file lacks, each in a transaction of its own.</summary>
    public void Upgrade(Connection connection, TimeSpan timeout)
    {
        foreach (var migration in migrations)
        {
            connection.BeginImmediate(timeout);
            try
            {
                // Again, now that nobody else can write: another process may have come first.
                Verify(connection);
                if (connection.Scalar("PRAGMA user_version") < migration.Version)
                {
                    connection.Execute(migration.Sql);
                    connection.Execute($"PRAGMA application_id = {Schema.ApplicationId}; PRAGMA user_version = {migration.Version}");
                }

                connection.Commit();
            }
            catch
            {
                connection.Rollback();
                throw;
            }
        }
    }
}
