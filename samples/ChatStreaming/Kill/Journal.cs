using System.Text.Json;

namespace ChatStreaming.Kill;

/// <summary>
/// What the workers' models and tools have really done, noted by themselves as it happens, in a file beside the database: the run's log says
/// what was streamed, this what it cost. A line is on the disk before its writer goes on, so that a kill does not take it back.
/// </summary>
public sealed class Journal(string path)
{
    private readonly Lock writing = new();

    /// <summary>The one that belongs to a database.</summary>
    public static Journal Beside(string database) => new(Path.ChangeExtension(database, ".journal"));

    /// <summary>Adds a line.</summary>
    public void Note(Deed deed)
    {
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(deed), (byte)'\n'];
        lock (writing)
        {
            using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
            file.Write(line);
            file.Flush(flushToDisk: true);
        }
    }

    /// <summary>All that was noted, in its order.</summary>
    public IReadOnlyList<Deed> Read() =>
        File.Exists(path) ? [.. File.ReadLines(path).Select(line => JsonSerializer.Deserialize<Deed>(line)!)] : [];
}
