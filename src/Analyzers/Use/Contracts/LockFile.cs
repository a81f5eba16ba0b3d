using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Runnel.Analyzers.Use.Contracts;

/// <summary>The file in which a project keeps the contracts that it has promised: a line for each member, in an order that does not change.</summary>
internal static class LockFile
{
    public const string Name = "RunnelContracts.txt";
    private const string Task = "task ";
    private const string Comment = "#";
    private const string Head = """
        # What the tasks of this project have promised to those who call them, and to runs that are stored: what they take, give and stream, as JSON.
        # A change that breaks a promise is RNL3008, one that is not written down here yet RNL3009; the fix of either writes it down.
        """;

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
            var content = line.ToString().Trim();
            if (content.StartsWith(Task, StringComparison.Ordinal))
            {
                current = new Contract(content.Substring(Task.Length).Trim(), Location.Create(path, line.Span, text.Lines.GetLinePositionSpan(line.Span)));
                contracts[current.Id] = current;
            }
            else if (current is not null && !content.StartsWith(Comment, StringComparison.Ordinal) && ContractPath.Split(content) is var (member, said))
            {
                current.Lines[member] = new ContractLine(said, current.Location);
            }
        }

        return contracts;
    }

    public static SourceText Write(IEnumerable<Contract> contracts)
    {
        var text = new StringBuilder(Head.Replace("\r", "")).Append('\n');
        foreach (var contract in contracts.OrderBy(contract => contract.Id, StringComparer.Ordinal))
        {
            text.Append('\n').Append(Task).Append(contract.Id).Append('\n');
            foreach (var line in contract.Lines)
            {
                text.Append("  ").Append(line.Key).Append(": ").Append(line.Value.Text).Append('\n');
            }
        }

        return SourceText.From(text.ToString(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }
}
