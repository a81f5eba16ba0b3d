using Runnel.Sqlite.Database;

namespace Runnel.Sqlite;

/// <summary>The SQLite file cannot be used as it is, or a call could not be carried out. Nothing of the call is in the file; it may be made again.</summary>
public sealed class SqliteStoreException : RunnelException
{
    internal SqliteStoreException(string path, string message, int errorCode = 0)
        : base(message)
    {
        Path = path;
        ErrorCode = errorCode;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>SQLite's extended result code; 0 where it is not SQLite that objects.</summary>
    public int ErrorCode { get; }

    internal bool IsBusy => ResultCodes.IsBusy(ErrorCode);

    internal bool IsDamage => ResultCodes.IsDamage(ErrorCode);
}
