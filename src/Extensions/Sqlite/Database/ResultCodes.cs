using SQLitePCL;

namespace Runnel.Sqlite.Database;

/// <summary>What SQLite's result codes mean to a user of the store.</summary>
internal static class ResultCodes
{
    public static bool IsBusy(int code) => Primary(code) is raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_PROTOCOL;

    public static bool IsDamage(int code) => Primary(code) is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB;

    /// <summary>Whether the code may be due to one request, so that others can succeed where it fails.</summary>
    public static bool MayConcernOneRequest(int code) => !IsBusy(code)
        && Primary(code) is not (raw.SQLITE_IOERR or raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN or raw.SQLITE_PERM or raw.SQLITE_NOTADB or raw.SQLITE_NOMEM);

    public static SqliteStoreException Exception(string path, int code, string message) => new(path, $"{Describe(path, code)} (SQLite: {message}, {code})", code);

    private static int Primary(int code) => code & 0xFF;

    private static string Describe(string path, int code) => Primary(code) switch
    {
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_PROTOCOL =>
            $"The SQLite file '{path}' is locked by another program. Nothing is lost and the call may be made again; end the program that holds a write transaction open, or raise BusyTimeout.",
        raw.SQLITE_FULL =>
            $"The disk of the SQLite file '{path}' is full. Nothing of the call was written; free space on it and make the call again.",
        raw.SQLITE_READONLY or raw.SQLITE_PERM =>
            $"The SQLite file '{path}' cannot be written. Give this process write access to the file and to its folder, and see that the disk is not mounted read-only.",
        raw.SQLITE_CANTOPEN =>
            $"The SQLite file '{path}' cannot be opened. See that its folder exists, and that this process may write in it: files with the endings -wal and -shm stand beside it.",
        raw.SQLITE_CORRUPT =>
            $"The SQLite file '{path}' is damaged: its bytes are not those that were written. Stop all programs that use it and restore it from a backup, or save what can be read with sqlite3's .recover.",
        raw.SQLITE_NOTADB =>
            $"The file '{path}' is not an SQLite database. It was left as it is; name another file, or one that is not there yet.",
        raw.SQLITE_IOERR =>
            $"The disk of the SQLite file '{path}' failed. See that it is there and sound; nothing of the call counts as written, and it may be made again.",
        raw.SQLITE_TOOBIG =>
            $"A value is larger than the SQLite file '{path}' can hold in one row, 1 GB. Write it in smaller pieces.",
        _ => $"The SQLite file '{path}' refused a call.",
    };
}
