using Runnel.Crash.Tasks;

namespace Runnel.Crash.Checks;

/// <summary>Executions have numbers of their own that only grow; each writes under its own; and none begins when the task has returned.</summary>
internal sealed class ExecutionCheck : IRunCheck
{
    public void Check(RunEvidence run, Action<FindingKind, string> find)
    {
        var attempt = 0;
        foreach (var entry in run.Entries)
        {
            if (entry.Kind == StoredKind.Started)
            {
                CheckStart(run, entry, attempt, find);
                attempt = entry.Attempt;
            }
            else if (entry.Kind is StoredKind.Chunk or StoredKind.StreamOpened or StoredKind.Returned or StoredKind.Metadata
                or StoredKind.Waiting or StoredKind.Resumed or StoredKind.ChildrenTriggered or StoredKind.Memo && entry.Attempt != attempt)
            {
                find(FindingKind.OutOfOrder, $"Entry {entry.Sequence} {entry.Kind} is of attempt {entry.Attempt}, while attempt {attempt} had the run.");
            }
        }

        CheckBegun(run, find);
        CheckFailures(run, find);
        CheckCount(run, find);
    }

    private static void CheckStart(RunEvidence run, StoredEntry start, int before, Action<FindingKind, string> find)
    {
        if (start.Attempt <= before)
        {
            find(start.Attempt == before ? FindingKind.Duplicated : FindingKind.OutOfOrder, $"Attempt {start.Attempt} starts at entry {start.Sequence}, after attempt {before}.");
        }

        if (start.Attempt > run.Head.Attempt)
        {
            find(FindingKind.Broken, $"Attempt {start.Attempt} starts at entry {start.Sequence}; the run's row knows of {run.Head.Attempt}.");
        }

        if (run.Returned is { } returned && returned.Sequence < start.Sequence)
        {
            find(FindingKind.Duplicated, $"Attempt {start.Attempt} starts at entry {start.Sequence}, though the task has returned at entry {returned.Sequence}.");
        }
    }

    // The task's code begins when its start is durable, and in one process only.
    private static void CheckBegun(RunEvidence run, Action<FindingKind, string> find)
    {
        var started = run.Entries.Where(entry => entry.Kind == StoredKind.Started).Select(entry => entry.Attempt).ToHashSet();
        foreach (var begun in run.Testimony.Begun.GroupBy(begun => begun.Attempt))
        {
            if (begun.Count() > 1)
            {
                find(FindingKind.Duplicated, $"Attempt {begun.Key} ran {begun.Count()} times, in {string.Join(", ", begun.Select(one => one.Process))}.");
            }

            if (run.Returned is { } returned && begun.Key > returned.Attempt)
            {
                find(FindingKind.Duplicated, $"Attempt {begun.Key} ran in {begun.First().Process}, though attempt {returned.Attempt} had returned.");
            }

            if (!started.Contains(begun.Key))
            {
                find(FindingKind.Lost, $"Attempt {begun.Key} ran in {begun.First().Process}, and the log does not say so.");
            }
        }
    }

    // Each execution but the last has ended before its time, by death, or in order with its host.
    private static void CheckCount(RunEvidence run, Action<FindingKind, string> find)
    {
        var begun = run.Testimony.Begun.Select(begun => begun.Attempt).Distinct().Count();
        var most = 1 + run.Entries.Count(entry => entry.IsLoss || entry.Kind == StoredKind.AttemptFailed);
        if (begun > most)
        {
            find(FindingKind.Duplicated, $"It was executed {begun} times; {most - 1} executions ended before the task had.");
        }
    }

    private static void CheckFailures(RunEvidence run, Action<FindingKind, string> find)
    {
        var failures = run.Entries.Count(entry => entry.Kind is StoredKind.AttemptFailed or StoredKind.Failed);
        var most = run.Assigned is { Kind: AssignmentKind.Failing } ? Math.Min(Failing.MaxAttempts, run.Assignment.Failures)
            : run.SearchFor is { Fails: true } ? 1 : 0;
        if (failures > most)
        {
            find(FindingKind.Broken, $"{failures} attempts failed; at most {most} should have.");
        }
    }
}
