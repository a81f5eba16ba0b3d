using Runnel.Sqlite.Database;

namespace Runnel.Sqlite.Tests.Harness;

/// <summary>Another program's connection to a store's file.</summary>
internal static class RawFile
{
    public static void Execute(string path, string sql)
    {
        using var connection = Connection.Open(path, create: true);
        connection.Execute(sql);
    }

    public static long Number(string path, string sql)
    {
        using var connection = Connection.Open(path);
        return connection.Scalar(sql) ?? throw new InvalidOperationException($"'{sql}' gave nothing.");
    }

    /// <summary>SQLite's own opinion of the file.</summary>
    public static void AssertIntact(string path)
    {
        using var connection = Connection.Open(path);
        Assert.Equal("ok", connection.Text("PRAGMA integrity_check"));
    }
}
