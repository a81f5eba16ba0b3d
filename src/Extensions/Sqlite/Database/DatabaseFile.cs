using Microsoft.Extensions.Logging;

namespace Runnel.Sqlite.Database;

/// <summary>The file: judged, made or upgraded when the store opens it; afterwards where connections come from.</summary>
internal sealed partial class DatabaseFile
{
    private readonly ILogger logger;

    public DatabaseFile(SqliteRunStoreOptions options, IReadOnlyList<Migration> migrations, string boot, ILogger logger)
    {
        this.logger = logger;
        Path = System.IO.Path.GetFullPath(options.Path);
        BusyTimeout = options.BusyTimeout;
        Version = new SchemaVersion(Path, migrations);
        Epochs = new Epochs(options.Durability, boot, options.BusyTimeout);
    }

    /// <summary>The file, as a full path.</summary>
    public string Path { get; }

    public TimeSpan BusyTimeout { get; }

    public SchemaVersion Version { get; }

    public Epochs Epochs { get; }

    /// <summary>Opens the file for writing, and makes or upgrades it first.</summary>
    public Connection Open()
    {
        VerifyFolder();
        Probe();
        var connection = Connection.Open(Path, create: true);
        try
        {
            Retry(() => Prepare(connection));
            Version.Upgrade(connection, BusyTimeout);
            if (Epochs.Begin(connection))
            {
                LogEndMayBeLost(Path);
            }

            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>One more connection, to a file that is open already.</summary>
    public Connection Connect()
    {
        var connection = Connection.Open(Path);
        try
        {
            // A connection that has read nothing yet does not know of the WAL, and copies nothing of it.
            connection.Execute("PRAGMA temp_store = MEMORY; SELECT one FROM meta");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Repeats what another connection's lock forbids.</summary>
    public void Retry(Action action)
    {
        var wait = new BusyWait(BusyTimeout);
        while (true)
        {
            try
            {
                action();
                return;
            }
            catch (SqliteStoreException exception) when (exception.IsBusy && wait.TryAgain())
            {
                // Again.
            }
        }
    }

    private void VerifyFolder()
    {
        if (Directory.Exists(Path))
        {
            throw new SqliteStoreException(Path, $"'{Path}' is a folder. Name a file in it, such as '{System.IO.Path.Combine(Path, "runnel.db")}'.");
        }

        if (!Directory.Exists(System.IO.Path.GetDirectoryName(Path)))
        {
            throw new SqliteStoreException(Path, $"The folder of the SQLite file '{Path}' does not exist. Create it, or name a file in one that does.");
        }
    }

    // Through SQLite alone: to open and close the file oneself would, on Unix, let go of the locks that other connections of this process hold.
    private void Probe()
    {
        if (!File.Exists(Path))
        {
            return;
        }

        using var connection = Connection.Open(Path);
        connection.LeaveUntouched();
        Retry(() =>
        {
            connection.Begin();
            try
            {
                Version.Verify(connection);
            }
            finally
            {
                connection.Rollback();
            }
        });
    }

    private void Prepare(Connection connection)
    {
        // Before the first page is written; without effect on a file that has one.
        connection.Execute("PRAGMA auto_vacuum = INCREMENTAL");
        var mode = connection.Text("PRAGMA journal_mode = WAL");
        if (!string.Equals(mode, "wal", StringComparison.Ordinal))
        {
            throw new SqliteStoreException(Path, $"The SQLite file '{Path}' cannot use a write-ahead log (journal_mode stays '{mode}'). Put it on a local disk; network file systems cannot share the memory that it needs.");
        }

        connection.Execute("PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16000");
        Epochs.Configure(connection);
    }

    [LoggerMessage(LogLevel.Warning, "The machine was started anew without '{Path}' having been closed, and the newest commits may be lost. Runs that had not ended have a new epoch: cursors into what may be lost are refused.")]
    private partial void LogEndMayBeLost(string path);
}
