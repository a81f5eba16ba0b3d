using System.Globalization;
using System.Text;

namespace Runnel.Crash.Checks;

/// <summary>A subscription to the run that has ended gives what the store has, in that order, from the first entry to the last.</summary>
internal sealed class ReplayCheck : IRunCheck
{
    public void Check(RunEvidence run, Action<FindingKind, string> find)
    {
        if (!run.Head.Status.IsTerminal)
        {
            return;
        }

        if (run.Parts is not [RunPart.Run, .., RunPart.Run { Snapshot.Status.IsTerminal: true }])
        {
            find(FindingKind.Lost, "The replay does not begin with a run update and end with that of the run's end.");
        }

        var ends = run.Parts.Count(part => part is RunPart.Run { Snapshot.Status.IsTerminal: true });
        if (ends > 1)
        {
            find(FindingKind.Duplicated, $"The replay shows the run's end {ends} times.");
        }

        CheckOrder(run, find);
        CheckContent(run, find);
    }

    public static long SequenceOf(RunPart part)
    {
        var cursor = part.Cursor.ToString();
        return long.Parse(cursor.AsSpan(cursor.LastIndexOf('.') + 1), CultureInfo.InvariantCulture);
    }

    private static void CheckOrder(RunEvidence run, Action<FindingKind, string> find)
    {
        var last = 0L;
        foreach (var sequence in run.Parts.Select(SequenceOf))
        {
            if (sequence <= last)
            {
                find(sequence == last ? FindingKind.Duplicated : FindingKind.OutOfOrder, $"The replay gives the part of entry {sequence} after that of entry {last}.");
            }

            last = sequence;
        }
    }

    private static void CheckContent(RunEvidence run, Action<FindingKind, string> find)
    {
        var parts = run.Parts.Where(part => part is not RunPart.Run).ToList();
        var entries = run.Entries.Where(entry => entry.Kind is StoredKind.Chunk or StoredKind.StreamEnded).ToList();
        if (parts.Count != entries.Count)
        {
            find(parts.Count < entries.Count ? FindingKind.Lost : FindingKind.Duplicated, $"The replay has {parts.Count} chunks and stream ends; the log has {entries.Count}.");
            return;
        }

        foreach (var (part, entry) in parts.Zip(entries))
        {
            var isSame = SequenceOf(part) == entry.Sequence && part.Attempt == entry.Attempt && part switch
            {
                RunPart.Chunk(var key, var json) => key == entry.Key && json.GetRawText() == Encoding.UTF8.GetString(entry.Json.Span),
                RunPart.StreamEnded(var key, _, _) => key == entry.Key && entry.Kind == StoredKind.StreamEnded,
                _ => false,
            };
            if (!isSame)
            {
                find(FindingKind.Broken, $"The replay gives {part} for entry {entry}.");
            }
        }
    }
}
