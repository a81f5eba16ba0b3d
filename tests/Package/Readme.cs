namespace Runnel.Package.Tests;

/// <summary>The fenced blocks of README.</summary>
internal static class Readme
{
    public static IReadOnlyList<string> CSharpBlocks(string path)
    {
        const string Opening = "```csharp\n";
        const string Closing = "\n```\n";
        var text = File.ReadAllText(path).ReplaceLineEndings("\n");
        return text.Split(Opening).Skip(1).Select(rest => rest[..(rest.IndexOf(Closing, StringComparison.Ordinal) + 1)]).ToList();
    }
}
