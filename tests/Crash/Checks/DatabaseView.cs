using Runnel.Crash.Roles;
using SQLitePCL;

namespace Runnel.Crash.Checks;

/// <summary>The campaign's database as another program has it: through a connection of its own, which only reads.</summary>
internal sealed class DatabaseView : IDisposable
{
    private readonly WorkFolder folder;
    private sqlite3? database;
    private bool hasAnswered;

    static DatabaseView() => Batteries_V2.Init();

    public DatabaseView(WorkFolder folder) => this.folder = folder;

    /// <summary>Asks in one statement, so that all of the answer is of one moment.</summary>
    /// <returns>The rows; nothing while the database is being made, or is busy.</returns>
    /// <exception cref="InvalidDataException">SQLite cannot answer any more.</exception>
    public IReadOnlyList<string?[]>? TryQuery(string sql)
    {
        var code = Open();
        if (code != raw.SQLITE_OK)
        {
            return Refused(code);
        }

        code = raw.sqlite3_prepare_v2(database, sql, out var statement);
        using (statement)
        {
            var rows = new List<string?[]>();
            while (code == raw.SQLITE_OK && (code = raw.sqlite3_step(statement)) == raw.SQLITE_ROW)
            {
                code = raw.SQLITE_OK;
                rows.Add([.. Enumerable.Range(0, raw.sqlite3_column_count(statement)).Select(column => TextOf(statement, column))]);
            }

            hasAnswered |= code == raw.SQLITE_DONE;
            return code == raw.SQLITE_DONE ? rows : Refused(code);
        }
    }

    public void Dispose() => database?.Dispose();

    private static string? TextOf(sqlite3_stmt statement, int column) =>
        raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL ? null : raw.sqlite3_column_text(statement, column).utf8_to_string();

    private int Open()
    {
        if (database is not null)
        {
            return raw.SQLITE_OK;
        }

        var code = raw.sqlite3_open_v2(folder.Database, out var opened, raw.SQLITE_OPEN_READONLY, null);
        if (code != raw.SQLITE_OK)
        {
            opened?.Dispose();
            return code;
        }

        database = opened;
        return raw.sqlite3_busy_timeout(database, 1_000);
    }

    private IReadOnlyList<string?[]>? Refused(int code) => !hasAnswered || code is raw.SQLITE_BUSY or raw.SQLITE_LOCKED
        ? null
        : throw new InvalidDataException($"SQLite does not read {folder.Database} any more: code {code}, {raw.sqlite3_errmsg(database).utf8_to_string()}.");
}
