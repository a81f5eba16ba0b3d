using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Runnel.Analyzers.Use.Contracts;

/// <summary>The file in which a project keeps the contracts that it has promised: a line for each member, in an order that does not change.</summary>
internal static class LockFile
{
    public const string Name = "RunnelContracts.txt";
    public const string Head = """
        # What the tasks of this project have promised to those who call them, and to runs that are stored: what they take, give and stream, as JSON.
        # A change that breaks a promise is RNL3008, one that is not written down here yet RNL3009; the fix of either writes it down.
        """;

    private const string Task = "task ";
    private const string Comment = "#";

    public static AdditionalText? In(AnalyzerOptions options) =>
        options.AdditionalFiles.FirstOrDefault(file => Is(Path.GetFileName(file.Path)));

    public static bool Is(string? fileName) => string.Equals(fileName, Name, StringComparison.OrdinalIgnoreCase);

    /// <summary>The contracts of a file by their ids, each with the place that begins it.</summary>
    public static SortedDictionary<string, Contract> Read(SourceText text, string path)
    {
        var contracts = new SortedDictionary<string, Contract>(StringComparer.Ordinal);
        Contract? current = null;
        foreach (var line in text.Lines)
        {
            var content = line.ToString();
            if (TaskOf(content) is { } id)
            {
                current = new Contract(id, Location.Create(path, line.Span, text.Lines.GetLinePositionSpan(line.Span)));
                contracts[id] = current;
            }
            else if (current is not null && MemberOf(content) is var (member, said))
            {
                current.Lines[member] = new ContractLine(said, current.Location);
            }
        }

        return contracts;
    }

    /// <summary>The id of the task whose contract a line begins, if it begins one.</summary>
    public static string? TaskOf(string line) => line.Trim() is var content && content.StartsWith(Task, StringComparison.Ordinal) ? content.Substring(Task.Length, content.Length - Task.Length - CommentBehind(content).Length).Trim() : null;

    /// <summary>The member that a line tells of, and what it says, if it is not another line. A comment may stand behind it.</summary>
    public static (string Path, string Text)? MemberOf(string line) =>
        !IsComment(line) && TaskOf(line) is null && ContractPath.Split(line.Trim()) is var (path, said) ? (path, said.Substring(0, said.Length - CommentBehind(said).Length)) : null;

    /// <summary>The comment behind what a member's line says, with the space before it; empty where there is none. A name may hold the same sign.</summary>
    public static string CommentOf(string line) => ContractPath.Split(line.Trim()) is var (_, said) ? CommentBehind(said) : "";

    public static bool IsComment(string line) => line.TrimStart().StartsWith(Comment, StringComparison.Ordinal);

    /// <summary>The line that begins the contract of a task.</summary>
    public static string LineOf(Contract contract) => Task + contract.Id;

    /// <summary>The line of a member.</summary>
    public static string LineOf(string path, string said) => $"  {path}: {said}";

    private static string CommentBehind(string said)
    {
        var comment = said.IndexOf(Comment, StringComparison.Ordinal);
        return comment < 0 ? "" : said.Substring(said.Substring(0, comment).TrimEnd().Length);
    }
}
