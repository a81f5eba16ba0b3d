using System.Text;
using System.Text.Json;
using Runnel.Crash.Tasks;

namespace Runnel.Crash.Checks;

/// <summary>A step whose result is kept is not done again, and every execution is given that result; a delay is waited for once.</summary>
internal sealed class StepCheck : IRunCheck
{
    /// <summary>The clocks are one, but what reads them is not told at once.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(20);

    public void Check(RunEvidence run, Action<FindingKind, string> find)
    {
        if (run.Assigned is not { Kind: AssignmentKind.Stepping })
        {
            return;
        }

        var memos = run.Entries.Where(entry => entry.Kind == StoredKind.Memo).Select(Memo.Of).ToList();
        foreach (var again in memos.GroupBy(memo => memo.Key).Where(group => group.Count() > 1))
        {
            find(FindingKind.Duplicated, $"The result of {again.Key} is kept {again.Count()} times.");
        }

        foreach (var key in (string[])[Stepping.First, Stepping.Second])
        {
            CheckStep(run, key, memos.Find(memo => memo.Key == "once/" + key), find);
        }

        if (memos.Find(memo => memo.Key == "delay/1") is { } delay
            && run.Testimony.Steps.Where(step => step.Key == Stepping.Second && step.At < delay.Value.GetDateTimeOffset() - Tolerance).ToList() is [var early, ..])
        {
            find(FindingKind.OutOfOrder, $"Attempt {early.Attempt} came to step {Stepping.Second} at {early.At:HH:mm:ss.fff}; the delay before it is over at {delay.Value}.");
        }
    }

    private static void CheckStep(RunEvidence run, string key, Memo? memo, Action<FindingKind, string> find)
    {
        var attempts = run.Testimony.Steps.Where(step => step.Key == key).Select(step => step.Attempt).ToList();
        foreach (var again in attempts.GroupBy(attempt => attempt).Where(group => group.Count() > 1))
        {
            find(FindingKind.Duplicated, $"Attempt {again.Key} did step {key} {again.Count()} times.");
        }

        foreach (var late in attempts.Where(attempt => attempt > memo?.Attempt))
        {
            find(FindingKind.Duplicated, $"Attempt {late} did step {key}, which attempt {memo!.Attempt} had done.");
        }

        // One that did the step, and does not have its result in the log, has died before it could.
        var died = run.Entries.Where(entry => entry.IsLoss).Select(entry => entry.Attempt).ToHashSet();
        foreach (var attempt in attempts.Where(attempt => attempt != memo?.Attempt && !died.Contains(attempt) && run.Head.Status == RunStatus.Completed))
        {
            find(FindingKind.Lost, $"Attempt {attempt} did step {key} and did not die; the log does not have the result.");
        }

        foreach (var (attempt, _, value) in run.Testimony.Kept.Where(kept => kept.Key == key && kept.Value != memo?.Value.GetString()))
        {
            find(FindingKind.Lost, $"Attempt {attempt} was given {value} for step {key}; the log has {memo?.Value}.");
        }

        if (run.Head.Status == RunStatus.Completed && memo?.Value.GetString() != (key == Stepping.First ? run.Output<Steps>().First : run.Output<Steps>().Second))
        {
            find(FindingKind.Lost, $"The output's result of step {key} is not {memo?.Value}.");
        }
    }

    private sealed record Memo(int Attempt, string Key, JsonElement Value)
    {
        public static Memo Of(StoredEntry entry)
        {
            var body = JsonDocument.Parse(Encoding.UTF8.GetString(entry.Json.Span)).RootElement;
            return new Memo(entry.Attempt, body.GetProperty("key").GetString()!, body.GetProperty("value"));
        }
    }
}
