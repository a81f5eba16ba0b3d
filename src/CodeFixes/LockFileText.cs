using Microsoft.CodeAnalysis.Text;
using Runnel.Analyzers.Use.Contracts;

namespace Runnel.CodeFixes;

/// <summary>
/// The lines of a lock file, into which contracts are written and out of which they are taken. All else stays as it is: other contracts, what people have
/// written beside them, the order, the ends of lines.
/// </summary>
internal sealed class LockFileText
{
    private readonly string newLine;
    private readonly List<string> lines;

    /// <param name="text">The file; one without a word is given a head.</param>
    public LockFileText(SourceText text)
    {
        newLine = text.Lines[0] is var first && text.ToString(TextSpan.FromBounds(first.End, first.EndIncludingLineBreak)) is { Length: > 0 } end ? end : "\n";
        lines = [.. text.Lines.Select(line => line.ToString())];
        if (lines.All(IsBlank))
        {
            lines = [.. LockFile.Head.Split('\n').Select(line => line.TrimEnd('\r')), ""];
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
            Insert([LockFile.LineOf(contract), .. contract.Lines.Select(line => LockFile.LineOf(line.Key, line.Value.Text))], PlaceFor(contract.Id));
        }
    }

    /// <summary>Takes out the contract of a task, if there is one, and the empty lines that parted it from the next.</summary>
    public void Remove(string id)
    {
        while (Find(id) is var (start, end))
        {
            while (end < lines.Count && IsBlank(lines[end]))
            {
                end++;
            }

            lines.RemoveRange(start, end - start);
            if (start == lines.Count)
            {
                EndInOneNewLine();
            }
        }
    }

    public override string ToString() => string.Join(newLine, lines);

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
    private static List<string> Merge(Contract contract, List<string> before)
    {
        var (written, comments, open) = (new SortedDictionary<string, string>(StringComparer.Ordinal), new Dictionary<string, List<string>>(StringComparer.Ordinal), new List<string>());
        foreach (var line in before.Skip(1))
        {
            if (LockFile.IsComment(line))
            {
                open.Add(line);
            }
            else if (LockFile.MemberOf(line) is var (path, said))
            {
                comments[path] = comments.TryGetValue(path, out var above) ? [.. above, .. open] : open;
                open = [];
                written[path] = contract.Lines.TryGetValue(path, out var now) && now.Text == said ? line : "";
            }
        }

        foreach (var line in contract.Lines.Where(line => !written.TryGetValue(line.Key, out var same) || same.Length == 0))
        {
            written[line.Key] = LockFile.LineOf(line.Key, line.Value.Text);
        }

        IEnumerable<string> CommentsOf(string path) => comments.TryGetValue(path, out var above) ? above : [];
        return [before[0], .. written.SelectMany(line => CommentsOf(line.Key).Concat(line.Value.Length > 0 ? [line.Value] : [])), .. open];
    }

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
            lines.InsertRange(place, [.. contract, ""]);
            return;
        }

        EndInOneNewLine();
        lines.InsertRange(lines.Count - 1, ["", .. contract]);
    }

    private void EndInOneNewLine()
    {
        while (lines.Count > 0 && IsBlank(lines[lines.Count - 1]))
        {
            lines.RemoveAt(lines.Count - 1);
        }

        lines.Add("");
    }

    private static bool IsBlank(string line) => line.Trim().Length == 0;
}
