namespace Runnel.Crash.Checks;

/// <summary>What was confirmed to be durable is there: to a task by FlushAsync, or by what it read out of its pipe.</summary>
internal sealed class PromiseCheck : IRunCheck
{
    public void Check(RunEvidence run, Action<FindingKind, string> find)
    {
        foreach (var ((attempt, stream), count) in run.Testimony.Durable)
        {
            var there = run.Chunks(attempt, stream).Count();
            if (there < count)
            {
                find(FindingKind.Lost, $"Of stream {stream} of attempt {attempt}, {count} chunks were confirmed to be durable; the log has {there}.");
            }
        }
    }
}
