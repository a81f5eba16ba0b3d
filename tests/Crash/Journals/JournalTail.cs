using System.Text;
using Runnel.Crash.Roles;

namespace Runnel.Crash.Journals;

/// <summary>Reads the journals of a role, or of one slot of it, as they grow, in the order of their generations.</summary>
public sealed class JournalTail(WorkFolder folder, string prefix)
{
    private readonly Dictionary<string, long> read = new(StringComparer.Ordinal);

    /// <summary>The complete lines that have come since the last call.</summary>
    public IEnumerable<JournalLine> ReadNew()
    {
        foreach (var path in Directory.GetFiles(folder.Journals, prefix + "-*.journal").Order(StringComparer.Ordinal))
        {
            foreach (var line in ReadNew(path))
            {
                yield return line;
            }
        }
    }

    private IEnumerable<JournalLine> ReadNew(string path)
    {
        var from = read.GetValueOrDefault(path);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[Math.Max(0, file.Length - from)];
        file.Position = from;
        var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);

        // What follows the last line's end is torn, or still being written.
        var end = bytes.AsSpan(0, length).LastIndexOf((byte)'\n') + 1;
        read[path] = from + end;
        var process = Path.GetFileNameWithoutExtension(path);
        foreach (var line in Encoding.UTF8.GetString(bytes, 0, end).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            yield return new JournalLine(process, line.Split(' '));
        }
    }
}

/// <summary>One line of a journal.</summary>
/// <param name="Process">The process that wrote it.</param>
/// <param name="Words">What it says: a verb, then what the verb is about.</param>
public sealed record JournalLine(string Process, string[] Words)
{
    public string Verb => Words[0];
}
