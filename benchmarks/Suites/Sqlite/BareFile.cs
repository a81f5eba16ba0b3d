using Runnel.Sqlite;
using Runnel.Sqlite.Database;

namespace Runnel.Benchmarks.Suites.Sqlite;

/// <summary>
/// The limit: a file with one table and one prepared statement, with the store's settings (write-ahead log, waiting for the disk or not), by the store's own
/// connection, which is as thin as one can be. Unless it is told to, it does
/// not even copy the log into the file: a checkpoint in between would let a store be faster that makes its checkpoints aside.
/// </summary>
internal sealed class BareFile : IDisposable
{
    private readonly Connection connection;
    private readonly Statement insert;
    private readonly Statement after;

    public BareFile(string path, SqliteDurability durability = SqliteDurability.ProcessDeath, bool checkpoints = false)
    {
        connection = Connection.Open(path, create: true);
        connection.Text("PRAGMA journal_mode = WAL");
        connection.Execute(durability == SqliteDurability.PowerLoss ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
        connection.Execute("PRAGMA cache_size = -16000");
        connection.Execute(checkpoints ? "PRAGMA wal_autocheckpoint = 1000" : "PRAGMA wal_autocheckpoint = 0");
        connection.Execute("CREATE TABLE IF NOT EXISTS log(id INTEGER PRIMARY KEY, stamp INTEGER NOT NULL, body BLOB NOT NULL)");
        insert = connection.Prepare("INSERT INTO log(stamp, body) VALUES (?, ?)");
        after = connection.Prepare("SELECT id, stamp FROM log WHERE id > ? ORDER BY id");
    }

    /// <summary>Inserts rows of the given sizes, in one transaction.</summary>
    /// <param name="sizes">In bytes.</param>
    /// <param name="bytes">What they are made of; as long as the longest.</param>
    /// <param name="stamp">What to write with them.</param>
    public void Commit(ReadOnlySpan<int> sizes, ReadOnlySpan<byte> bytes, long stamp = 0)
    {
        connection.BeginImmediate(TimeSpan.FromSeconds(30));
        foreach (var size in sizes)
        {
            insert.Bind(1, stamp).Bind(2, bytes[..size]).Execute();
        }

        connection.Commit();
    }

    /// <summary>The last row.</summary>
    public long Last() => connection.Scalar("SELECT max(id) FROM log") ?? 0;

    /// <summary>The stamps of the rows after the given one.</summary>
    public IReadOnlyList<(long Id, long Stamp)> After(long id)
    {
        var result = new List<(long, long)>();
        after.Bind(1, id);
        using var rows = after.Read();
        while (rows.Next())
        {
            result.Add((after.Get(0), after.Get(1)));
        }

        return result;
    }

    public void Dispose() => connection.Dispose();
}
