using Microsoft.Extensions.Logging;
using Runnel.Sqlite.Database;

namespace Runnel.Sqlite.Tests.Harness;

/// <summary>A folder for one test's files; gone afterwards.</summary>
internal sealed class StoreFolder : IDisposable
{
    public const string Boot = "this boot";

    public StoreFolder() => Path = Directory.CreateTempSubdirectory("runnel-sqlite-").FullName;

    public string Path { get; }

    public string File => System.IO.Path.Combine(Path, "runnel.db");

    public SqliteRunStoreOptions Options => new() { Path = File };

    public SqliteRunStore Open(
        TimeProvider? time = null, SqliteRunStoreOptions? options = null, string boot = Boot, IReadOnlyList<Migration>? migrations = null, ILoggerFactory? loggers = null) =>
        new(options ?? Options, time, loggers, migrations ?? Schema.Migrations, boot);

    /// <summary>
    /// Copies the file as it is now, with its WAL, as a process that dies leaves it. By another process: to open and close a database's file in this one
    /// would let go of the locks that its connections hold.
    /// </summary>
    public string CopyAs(string name)
    {
        var copy = System.IO.Path.Combine(Path, name);
        Shell.Run($"cp '{File}' '{copy}' && if [ -e '{File}-wal' ]; then cp '{File}-wal' '{copy}-wal'; else rm -f '{copy}-wal'; fi; rm -f '{copy}-shm'");
        return copy;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
