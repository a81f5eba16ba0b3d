using System.Text.Json;
using Runnel.Crash.Tasks;

namespace Runnel.Crash.Checks;

/// <summary>What a task returned is there, and true: the chunks that its output counts are in the log.</summary>
internal sealed class ReturnCheck : IRunCheck
{
    public void Check(RunEvidence run, Action<FindingKind, string> find)
    {
        if (run.Returned is not { } returned)
        {
            if (run.Head.Status == RunStatus.Completed)
            {
                find(FindingKind.Lost, "The run has completed without a return.");
            }

            return;
        }

        var report = JsonSerializer.Deserialize<Report>(returned.Json.Span, StoredJson.Options)!;
        if (report.Attempt != returned.Attempt || report.Filler != Filler.Of(run.Assignment.Number, run.Assignment.OutputLength))
        {
            find(FindingKind.Broken, $"Attempt {returned.Attempt} has the output of attempt {report.Attempt}, or it is not whole.");
        }

        foreach (var (stream, count) in report.Written)
        {
            var there = run.Chunks(returned.Attempt, stream).Count(chunk => chunk.Sequence < returned.Sequence);
            if (there < count)
            {
                find(FindingKind.Lost, $"Of stream {stream}, {count} chunks were accepted before the return; the log has {there} before it.");
            }
        }

        foreach (var (stream, count) in report.Planned)
        {
            CheckEnd(run, returned, stream, count, find);
        }
    }

    // A stream is whole, unless its execution died while it was drained: then it ends as interrupted.
    private static void CheckEnd(RunEvidence run, StoredEntry returned, string stream, int count, Action<FindingKind, string> find)
    {
        var there = run.Chunks(returned.Attempt, stream).Count();
        var end = run.Entries.FirstOrDefault(entry => entry.Kind == StoredKind.StreamEnded && entry.Attempt == returned.Attempt && entry.Key == stream);
        var reason = end is null ? null : JsonDocument.Parse(end.Json).RootElement.GetProperty("reason").GetString();
        var hasDied = run.Entries.Any(entry => entry.Kind is StoredKind.WorkerLost or StoredKind.HandedBack && entry.Sequence > returned.Sequence);
        switch (reason)
        {
            case nameof(StreamEndReason.Completed):
                if (there != count)
                {
                    find(there < count ? FindingKind.Lost : FindingKind.Duplicated, $"Stream {stream} of attempt {returned.Attempt} is complete with {there} chunks; the output counts {count}.");
                }

                break;
            case nameof(StreamEndReason.Interrupted) when hasDied:
            case null when !run.Head.Status.IsTerminal:
                break;
            default:
                find(FindingKind.Lost, $"Stream {stream} of attempt {returned.Attempt}, which has returned, ended as {reason ?? "nothing"} with {there} of {count} chunks.");
                break;
        }
    }
}
