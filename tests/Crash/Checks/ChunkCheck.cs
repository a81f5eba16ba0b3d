using System.Text.Json;
using Runnel.Crash.Tasks;

namespace Runnel.Crash.Checks;

/// <summary>The chunks of each stream of each execution are numbered 0, 1, 2, … and are what was written.</summary>
internal sealed class ChunkCheck : IRunCheck
{
    public void Check(RunEvidence run, Action<FindingKind, string> find)
    {
        var next = new Dictionary<(int Attempt, string Stream), int>();
        var ended = new HashSet<(int Attempt, string Stream)>();
        foreach (var entry in run.Entries)
        {
            var stream = (entry.Attempt, entry.Key);
            if (entry.Kind == StoredKind.StreamEnded && !ended.Add(stream))
            {
                find(FindingKind.Duplicated, $"{At(entry)} ends a second time.");
            }
            else if (entry.Kind == StoredKind.Chunk)
            {
                if (ended.Contains(stream))
                {
                    find(FindingKind.OutOfOrder, $"{At(entry)} comes after the stream's end.");
                }

                next[stream] = CheckChunk(run, entry, next.GetValueOrDefault(stream), find);
            }
        }
    }

    private static int CheckChunk(RunEvidence run, StoredEntry entry, int expected, Action<FindingKind, string> find)
    {
        var chunk = JsonSerializer.Deserialize<Numbered>(entry.Json.Span, StoredJson.Options)!;
        if (chunk.Run != run.RunId || chunk.Attempt != entry.Attempt || chunk.Stream != entry.Key)
        {
            find(FindingKind.OutOfOrder, $"{At(entry)} holds a chunk of {chunk.Run}, attempt {chunk.Attempt}, stream {chunk.Stream}.");
            return expected;
        }

        if (chunk.Filler != Filler.Of(chunk.Number, run.Assignment.ChunkLength))
        {
            find(FindingKind.Broken, $"{At(entry)} is not what was written: '{chunk.Filler}'.");
        }

        if (chunk.Number > expected)
        {
            find(FindingKind.Lost, $"{At(entry)} has number {chunk.Number}; {expected} should come next.");
        }
        else if (chunk.Number < expected)
        {
            find(chunk.Number == expected - 1 ? FindingKind.Duplicated : FindingKind.OutOfOrder, $"{At(entry)} has number {chunk.Number}; {expected} should come next.");
        }

        return Math.Max(expected, chunk.Number + 1);
    }

    private static string At(StoredEntry entry) => $"Entry {entry.Sequence}, attempt {entry.Attempt}, stream {entry.Key},";
}
