using Microsoft.Data.Sqlite;

namespace Runnel.Benchmarks.Suites.Sqlite;

/// <summary>A folder for databases, which disappears with them.</summary>
internal sealed class ScratchFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("runnel-benchmark-");
    private int files;

    /// <summary>A file that is not there yet.</summary>
    public string NewFile() => Path.Combine(folder.FullName, $"{++files}.db");

    /// <summary>Deletes a database that nobody has open any more, so that the disk holds one at a time.</summary>
    public static void Delete(string file)
    {
        foreach (var part in new[] { file, file + "-wal", file + "-shm", file + "-checkpoint" })
        {
            File.Delete(part);
        }
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }
}
