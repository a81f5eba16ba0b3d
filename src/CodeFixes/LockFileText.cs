using Microsoft.CodeAnalysis.Text;
using Runnel.Analyzers.Use.Contracts;

namespace Runnel.CodeFixes;

/// <summary>
/// The lines of a lock file, into which contracts are written and out of which they are taken. All else stays as it is: other contracts, their order, what
/// people have written beside them, the ends of lines.
/// </summary>
internal sealed class LockFileText
{
    private readonly string newLine;

    // Each with its own end.
    private readonly List<string> lines;

    /// <param name="text">The file; one without a word is given a head.</param>
    public LockFileText(SourceText text)
    {
        newLine = text.ToString(TextSpan.FromBounds(text.Lines[0].End, text.Lines[0].EndIncludingLineBreak)) is { Length: > 0 } end ? end : "\n";
        lines = [.. text.Lines.Select(line => text.ToString(line.SpanIncludingLineBreak)).Where(line => line.Length > 0)];
        if (lines.All(IsBlank))
        {
            lines = [.. LockFile.Head.Split('\n').Select(line => line.TrimEnd('\r') + newLine)];
        }
    }

    /// <summary>Writes a contract: in the place of the task's, or else before the first task whose id comes after it.</summary>
    public void Write(Contract contract)
    {
        if (Find(contract.Id) is var (start, end))
        {
            var written = Merge(contract, lines.GetRange(start, end - start));
            lines.RemoveRange(start, end - start);
            lines.InsertRange(start, written);
        }
        else
        {
            Insert([LockFile.LineOf(contract) + newLine, .. contract.Lines.Select(line => LineOf(line.Key, line.Value))], PlaceFor(contract.Id));
        }
    }

    /// <summary>Takes out the contract of a task, if there is one, and the empty lines that part it from the next; where words stand above it, these stay apart.</summary>
    public void Remove(string id)
    {
        while (Find(id) is var (start, end))
        {
            while (end < lines.Count && IsBlank(lines[end]) && !(start > 0 && LockFile.IsComment(lines[start - 1])))
            {
                end++;
            }

            lines.RemoveRange(start, end - start);
            if (start == lines.Count)
            {
                TrimEnd();
            }
        }
    }

    public override string ToString() => string.Concat(lines);

    // From the line of the task to the last of a member: what stands after that belongs to nobody, or to the next.
    private (int Start, int End)? Find(string id)
    {
        var start = lines.FindLastIndex(line => LockFile.TaskOf(line) == id);
        if (start < 0)
        {
            return null;
        }

        var next = lines.FindIndex(start + 1, line => LockFile.TaskOf(line) is not null);
        var last = lines.FindLastIndex((next < 0 ? lines.Count : next) - 1, line => LockFile.TaskOf(line) is not null || LockFile.MemberOf(line) is not null);
        return (start, last + 1);
    }

    // What people wrote above a member stays there, though the member may be gone; a line that says the same is left as it is.
    private List<string> Merge(Contract contract, List<string> before)
    {
        var (members, above, open) = (new SortedDictionary<string, string>(StringComparer.Ordinal), new Dictionary<string, List<string>>(StringComparer.Ordinal), new List<string>());
        foreach (var line in before.Skip(1))
        {
            if (LockFile.MemberOf(line) is not var (path, said))
            {
                open.Add(line);
                continue;
            }

            above[path] = above.TryGetValue(path, out var words) ? [.. words, .. open] : open;
            open = [];
            members[path] = !contract.Lines.TryGetValue(path, out var now) ? "" : now.Text == said ? line : LineOf(path, now, LockFile.CommentOf(line));
        }

        foreach (var line in contract.Lines.Where(line => !members.ContainsKey(line.Key)))
        {
            members[line.Key] = LineOf(line.Key, line.Value);
        }

        IEnumerable<string> WordsAbove(string path) => above.TryGetValue(path, out var words) ? words : [];
        List<string> written = [before[0], .. members.SelectMany(line => WordsAbove(line.Key).Concat(line.Value.Length > 0 ? [line.Value] : []))];

        // Only the last of a file may be without an end.
        return [.. written.Take(written.Count - 1).Select(Ended), written[written.Count - 1]];
    }

    private string LineOf(string path, ContractLine line, string comment = "") => LockFile.LineOf(path, line.Text) + comment.TrimEnd() + newLine;

    private string Ended(string line) => line.EndsWith("\n", StringComparison.Ordinal) || line.EndsWith("\r", StringComparison.Ordinal) ? line : line + newLine;

    // Above the first task that comes after, and above what is written above that.
    private int PlaceFor(string id)
    {
        var task = lines.FindIndex(line => LockFile.TaskOf(line) is { } other && string.CompareOrdinal(other, id) > 0);
        var place = task;
        while (place > 0 && LockFile.IsComment(lines[place - 1]))
        {
            place--;
        }

        // What begins the file is its head.
        return place == 0 ? task : place;
    }

    private void Insert(IEnumerable<string> contract, int place)
    {
        if (place >= 0)
        {
            lines.InsertRange(place, [.. contract, newLine]);
            return;
        }

        TrimEnd();
        lines.AddRange([newLine, .. contract]);
    }

    // The file then ends with a line that has an end.
    private void TrimEnd()
    {
        while (lines.Count > 0 && IsBlank(lines[lines.Count - 1]))
        {
            lines.RemoveAt(lines.Count - 1);
        }

        if (lines.Count > 0)
        {
            lines[lines.Count - 1] = Ended(lines[lines.Count - 1]);
        }
    }

    private static bool IsBlank(string line) => line.Trim().Length == 0;
}
