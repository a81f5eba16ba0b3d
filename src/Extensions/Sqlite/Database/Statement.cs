using System.Text;
using SQLitePCL;

namespace Runnel.Sqlite.Database;

/// <summary>A prepared statement. Values are bound and read as spans: the hot path makes no garbage here.</summary>
internal sealed class Statement(Connection connection, sqlite3_stmt handle) : IDisposable
{
    private const int LongestOnStack = 256;

    public string Sql => raw.sqlite3_sql(handle).utf8_to_string();

    public Statement Bind(int index, long value)
    {
        connection.Check(raw.sqlite3_bind_int64(handle, index, value));
        return this;
    }

    public Statement Bind(int index, long? value)
    {
        connection.Check(value is { } number ? raw.sqlite3_bind_int64(handle, index, number) : raw.sqlite3_bind_null(handle, index));
        return this;
    }

    public Statement Bind(int index, string? value)
    {
        connection.Check(value is null ? raw.sqlite3_bind_null(handle, index) : value.Length == 0 ? raw.sqlite3_bind_text(handle, index, "") : BindUtf8(index, value));
        return this;
    }

    public Statement Bind(int index, ReadOnlySpan<byte> value)
    {
        // An empty span has no address, and without one SQLite would bind NULL.
        connection.Check(value.IsEmpty ? raw.sqlite3_bind_zeroblob(handle, index, 0) : raw.sqlite3_bind_blob(handle, index, value));
        return this;
    }

    /// <summary>Binds a concurrency key. That of a lane without one is 0, which is no text: in an index no key would equal no other.</summary>
    public Statement BindKey(int index, string? key) => key is null ? Bind(index, 0L) : Bind(index, key);

    /// <summary>Runs to the end and forgets rows.</summary>
    public void Execute()
    {
        try
        {
            while (Step())
            {
            }
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Runs to the end.</summary>
    /// <returns>The result code, so that a busy file costs no exception.</returns>
    public int TryExecute()
    {
        var code = raw.sqlite3_step(handle);
        Reset();
        return code is raw.SQLITE_DONE or raw.SQLITE_ROW ? raw.SQLITE_OK : code;
    }

    /// <summary>The first column of the first row; <see langword="null"/> where there is none.</summary>
    public long? Scalar()
    {
        using var rows = Read();
        return rows.Next() ? GetNullable(0) : null;
    }

    /// <summary>Runs and gives its rows; disposing of the result lets go of the read lock.</summary>
    public Rows Read() => new(this);

    public bool Step()
    {
        var code = raw.sqlite3_step(handle);
        return code == raw.SQLITE_ROW || (code == raw.SQLITE_DONE ? false : throw connection.Error(code));
    }

    // Its result repeats the error of the last step, which was seen there.
    public void Reset() => _ = raw.sqlite3_reset(handle);

    public long Get(int column) => raw.sqlite3_column_int64(handle, column);

    public long? GetNullable(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL ? null : Get(column);

    public string GetString(int column) => Encoding.UTF8.GetString(raw.sqlite3_column_blob(handle, column));

    public string? GetNullableString(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL ? null : GetString(column);

    public string? GetKey(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_INTEGER ? null : GetString(column);

    public ReadOnlySpan<byte> GetBytes(int column) => raw.sqlite3_column_blob(handle, column);

    public void Dispose() => handle.Dispose();

    private int BindUtf8(int index, string value)
    {
        var size = Encoding.UTF8.GetMaxByteCount(value.Length);
        Span<byte> buffer = size <= LongestOnStack ? stackalloc byte[LongestOnStack] : new byte[size];
        return raw.sqlite3_bind_text(handle, index, buffer[..Encoding.UTF8.GetBytes(value, buffer)]);
    }
}

/// <summary>The rows of a statement that runs.</summary>
internal readonly ref struct Rows(Statement statement)
{
    public bool Next() => statement.Step();

    public void Dispose() => statement.Reset();
}
