using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using DiffPlex;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace Runnel.Generators.Tests.Harness;

/// <summary>
/// Compares generated sources with the files that a person has read and approved: <c>Class.Method#Hint.verified.cs</c> beside the test.
/// It names files and behaves as Verify.SourceGenerators does, so that Verify can take its place.
/// </summary>
internal static partial class Snapshot
{
    /// <summary>
    /// Fails where a source differs from its verified file, has none, or a verified file has no source any more; writes what came instead
    /// as <c>.received.cs</c>, to be compared and renamed.
    /// </summary>
    public static void Verify(IEnumerable<KeyValuePair<string, string>> sources, [CallerFilePath] string file = "", [CallerMemberName] string method = "")
    {
        var directory = Path.GetDirectoryName(file)!;
        var prefix = $"{Path.GetFileNameWithoutExtension(file)}.{method}#";
        var received = sources.ToDictionary(
            source => prefix + Path.GetFileNameWithoutExtension(source.Key),
            source => $"//HintName: {source.Key}\n{Scrub(source.Value)}");
        foreach (var old in Directory.GetFiles(directory, prefix + "*.received.cs"))
        {
            File.Delete(old);
        }

        var verified = Directory.GetFiles(directory, prefix + "*.verified.cs").Select(path => Path.GetFileName(path)[..^".verified.cs".Length]);
        var problems = received.Keys.Union(verified).Order(StringComparer.Ordinal).Select(name => Compare(directory, name, received.GetValueOrDefault(name)));
        var report = string.Join("\n", problems.OfType<string>());
        if (report.Length > 0)
        {
            Assert.Fail(report);
        }
    }

    private static string? Compare(string directory, string name, string? received)
    {
        var path = Path.Combine(directory, name + ".verified.cs");
        if (received is null)
        {
            return $"{name}: no such source is generated any more. Delete {path}.";
        }

        var verified = File.Exists(path) ? File.ReadAllText(path) : "";
        if (verified == received)
        {
            return null;
        }

        File.WriteAllText(Path.Combine(directory, name + ".received.cs"), received);
        return $"{name}: received (+) differs from verified (-).\n{Difference(verified, received)}";
    }

    private static string Difference(string verified, string received) => string.Join("\n", new InlineDiffBuilder(new Differ()).BuildDiffModel(verified, received).Lines
        .Where(line => line.Type != ChangeType.Unchanged)
        .Select(line => (line.Type == ChangeType.Inserted ? "+ " : "- ") + line.Text));

    // The version of the generator is not part of what is approved.
    private static string Scrub(string source) => Version().Replace(source, "\"Runnel.Generators\", \"{version}\"");

    [GeneratedRegex("""
        "Runnel\.Generators", "[0-9.]+"
        """)]
    private static partial Regex Version();
}
