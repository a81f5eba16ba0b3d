using SQLitePCL;

namespace Runnel.Sqlite.Database;

/// <summary>A connection to the file, for one thread at a time.</summary>
internal sealed class Connection : IDisposable
{
    /// <summary>SQLITE_DBCONFIG_ENABLE_QPSG, the query planner stability guarantee.</summary>
    private const int EnableStablePlans = 1007;

    private const int OpenNoMutex = 0x8000;
    private const int NoCheckpointOnClose = 1006;
    private const int PagesWritten = 9;

    private readonly sqlite3 handle;
    private readonly List<Statement> statements = [];
    private Statement? begin;
    private Statement? beginImmediate;
    private Statement? commit;
    private Statement? rollback;

    static Connection() => Batteries_V2.Init();

    private Connection(string path, sqlite3 handle)
    {
        Path = path;
        this.handle = handle;
    }

    public string Path { get; }

    /// <summary>The statements that were prepared, for who looks at their plans.</summary>
    public IEnumerable<string> Prepared => statements.Select(statement => statement.Sql);

    public bool IsInTransaction => raw.sqlite3_get_autocommit(handle) == 0;

    /// <summary>Opens the file; nothing is read yet.</summary>
    /// <param name="path">The file.</param>
    /// <param name="create">Whether to make it where there is none.</param>
    public static Connection Open(string path, bool create = false)
    {
        var flags = raw.SQLITE_OPEN_READWRITE | OpenNoMutex | (create ? raw.SQLITE_OPEN_CREATE : 0);
        var code = raw.sqlite3_open_v2(path, out var handle, flags, vfs: null);
        if (code != raw.SQLITE_OK)
        {
            using (handle)
            {
                throw ResultCodes.Exception(path, code, handle is null ? "cannot open" : raw.sqlite3_errmsg(handle).utf8_to_string());
            }
        }

        _ = raw.sqlite3_extended_result_codes(handle, 1);
        _ = raw.sqlite3_busy_timeout(handle, 0);
        _ = raw.sqlite3_wal_autocheckpoint(handle, 0);

        // A statement with LIMIT ? would be compiled anew whenever a value is bound: its plan may depend on it, and here it does not.
        _ = raw.sqlite3_db_config(handle, EnableStablePlans, 1, out _);
        return new Connection(path, handle);
    }

    public Statement Prepare(string sql)
    {
        const uint persistent = 1;
        Check(raw.sqlite3_prepare_v3(handle, sql, persistent, out var prepared));
        var statement = new Statement(this, prepared);
        statements.Add(statement);
        return statement;
    }

    /// <summary>Runs statements that have no rows.</summary>
    public void Execute(string sql)
    {
        var code = raw.sqlite3_exec(handle, sql);
        if (code != raw.SQLITE_OK)
        {
            throw Error(code);
        }
    }

    /// <summary>Runs a statement once.</summary>
    public long? Scalar(string sql)
    {
        Check(raw.sqlite3_prepare_v2(handle, sql, out var prepared));
        using var statement = new Statement(this, prepared);
        return statement.Scalar();
    }

    /// <summary>Runs a statement once.</summary>
    public string? Text(string sql)
    {
        Check(raw.sqlite3_prepare_v2(handle, sql, out var prepared));
        using var statement = new Statement(this, prepared);
        using var rows = statement.Read();
        return rows.Next() ? statement.GetNullableString(0) : null;
    }

    /// <summary>Begins to read one snapshot.</summary>
    public void Begin() => (begin ??= Prepare("BEGIN")).Execute();

    /// <summary>Takes the file's write lock, waiting for it at most so long.</summary>
    public void BeginImmediate(TimeSpan timeout)
    {
        var statement = beginImmediate ??= Prepare("BEGIN IMMEDIATE");
        var wait = new BusyWait(timeout);
        while (statement.TryExecute() is var code && code != raw.SQLITE_OK)
        {
            if (!ResultCodes.IsBusy(code) || !wait.TryAgain())
            {
                throw Error(code);
            }
        }
    }

    public void Commit() => (commit ??= Prepare("COMMIT")).Execute();

    /// <summary>Ends the transaction, if there still is one: some errors end it by themselves.</summary>
    public void Rollback()
    {
        if (IsInTransaction)
        {
            (rollback ??= Prepare("ROLLBACK")).Execute();
        }
    }

    /// <summary>How many pages this connection has written since it was asked before.</summary>
    public int TakePagesWritten()
    {
        _ = raw.sqlite3_db_status(handle, PagesWritten, out var pages, out _, resetFlg: 1);
        return pages;
    }

    /// <summary>Copies the WAL into the file.</summary>
    /// <param name="mode">SQLite's checkpoint mode.</param>
    /// <param name="patience">How long to wait for readers and writers, in milliseconds.</param>
    public CheckpointResult Checkpoint(int mode, int patience = 0)
    {
        _ = raw.sqlite3_busy_timeout(handle, patience);
        var code = raw.sqlite3_wal_checkpoint_v2(handle, "main", mode, out var frames, out var copied);
        _ = raw.sqlite3_busy_timeout(handle, 0);
        return code == raw.SQLITE_OK || ResultCodes.IsBusy(code) ? new(code == raw.SQLITE_OK, frames, copied) : throw Error(code);
    }

    /// <summary>Has closing leave the file untouched: it may be another application's.</summary>
    public void LeaveUntouched() => _ = raw.sqlite3_db_config(handle, NoCheckpointOnClose, 1, out _);

    /// <summary>The number of the row that was inserted last.</summary>
    public long LastInserted() => raw.sqlite3_last_insert_rowid(handle);

    public int Changes() => raw.sqlite3_changes(handle);

    public void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            throw Error(code);
        }
    }

    public SqliteStoreException Error(int code) => ResultCodes.Exception(Path, code, raw.sqlite3_errmsg(handle).utf8_to_string());

    public void Dispose()
    {
        foreach (var statement in statements)
        {
            statement.Dispose();
        }

        handle.Dispose();
    }
}

/// <summary>How far a checkpoint came.</summary>
/// <param name="IsDone">Whether nothing stood in its way.</param>
/// <param name="Frames">How many pages the WAL holds.</param>
/// <param name="Copied">How many of them are in the file.</param>
internal readonly record struct CheckpointResult(bool IsDone, int Frames, int Copied);
