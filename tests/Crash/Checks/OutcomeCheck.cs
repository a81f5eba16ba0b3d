using Runnel.Crash.Tasks;

namespace Runnel.Crash.Checks;

/// <summary>The run ended as its assignment says, and as those who asked for something were told.</summary>
internal sealed class OutcomeCheck : IRunCheck
{
    public void Check(RunEvidence run, Action<FindingKind, string> find)
    {
        if (!run.Head.Status.IsTerminal || run.Assigned is not { } assignment)
        {
            return;
        }

        var expected = assignment.Failures == Assignment.Always ? RunStatus.Failed : RunStatus.Completed;
        if (run.Head.Status != expected && !(run.Head.Status == RunStatus.Canceled && assignment.IsCanceled))
        {
            find(FindingKind.Broken, $"It ended as {run.Head.Status}, not as {expected}.");
        }

        if (run.Testimony.Number is { } number && number != assignment.Number)
        {
            find(FindingKind.Broken, $"It was triggered as number {number}; its payload has number {assignment.Number}.");
        }

        CheckFailures(run, find);
        CheckMetadata(run, find);
        CheckCancel(run, find);
    }

    private static void CheckFailures(RunEvidence run, Action<FindingKind, string> find)
    {
        var failures = run.Entries.Count(entry => entry.Kind is StoredKind.AttemptFailed or StoredKind.Failed);
        if (run.Head.Status == RunStatus.Failed && failures != Failing.MaxAttempts)
        {
            find(FindingKind.Broken, $"It ended as failed after {failures} failures, not {Failing.MaxAttempts}.");
        }
    }

    private static void CheckMetadata(RunEvidence run, Action<FindingKind, string> find)
    {
        var (key, value) = run.Assignment.Kind switch
        {
            AssignmentKind.Writing => ("written", run.Assignment.Chunks),
            AssignmentKind.Failing => (Failing.Failures, run.Assignment.Failures),
            _ => ("", 0),
        };
        if (key.Length > 0 && run.Head.Status == RunStatus.Completed && run.Parts[^1] is RunPart.Run(var last)
            && (!last.Metadata.TryGetProperty(key, out var there) || there.GetDouble() != value))
        {
            find(FindingKind.Lost, $"Its metadata is {last.Metadata}; '{key}' was last set to {value}.");
        }
    }

    private static void CheckCancel(RunEvidence run, Action<FindingKind, string> find)
    {
        var request = run.Entries.FirstOrDefault(entry => entry.Kind == StoredKind.CancelRequested);
        if (request is not null && run.Head.Status != RunStatus.Canceled)
        {
            find(FindingKind.Broken, $"Entry {request.Sequence} decided that it is canceled; it ended as {run.Head.Status}.");
        }

        if (run.Testimony.IsCanceled && request is null && run.Returned is null && run.Head.Status == RunStatus.Completed)
        {
            find(FindingKind.Lost, "Its cancel was confirmed, and the log does not have it.");
        }
    }
}
