using Runnel.Crash.Tasks;

namespace Runnel.Crash.Checks;

/// <summary>How much of what there was to check: a campaign in which nothing happened finds nothing.</summary>
internal sealed class Statistics
{
    private int executions;
    private int deaths;
    private int mostDeaths;
    private int handedBack;
    private int interrupted;
    private int failed;
    private int canceled;
    private int parents;
    private int parentDeaths;
    private int orphaned;
    private int children;
    private int childDeaths;
    private int stepping;
    private int repeated;
    private int spared;
    private int ticks;
    private long promises;
    private long seen;
    private long resumed;

    public long Chunks { get; private set; }

    public void Add(RunEvidence run)
    {
        var lost = Count(run, StoredKind.WorkerLost);
        Chunks += Count(run, StoredKind.Chunk);
        executions += Count(run, StoredKind.Started);
        deaths += lost;
        mostDeaths = Math.Max(mostDeaths, lost);
        handedBack += Count(run, StoredKind.HandedBack);
        interrupted += run.Returned is { } returned && run.Entries.Any(entry => entry.Kind == StoredKind.WorkerLost && entry.Sequence > returned.Sequence) ? 1 : 0;
        failed += run.Head.Status == RunStatus.Failed ? 1 : 0;
        canceled += run.Head.Status == RunStatus.Canceled ? 1 : 0;
        promises += run.Testimony.Durable.Values.Count;
        seen += run.Testimony.Subscribers.Values.Sum(subscriber => subscriber.Parts.Count(part => !part.IsResumed));
        resumed += run.Testimony.Subscribers.Values.Sum(subscriber => subscriber.Parts.Count(part => part.IsResumed));
    }

    public void Add(Kin kin)
    {
        foreach (var run in kin.Runs)
        {
            switch (run.Assigned?.Kind)
            {
                case AssignmentKind.Gathering or AssignmentKind.Batching:
                    parents++;
                    parentDeaths += run.Losses;
                    orphaned += run.Testimony.Orphaned.Count;
                    break;
                case AssignmentKind.Stepping:
                    stepping++;
                    repeated += run.Testimony.Steps.Count - run.Testimony.Steps.Select(step => step.Key).Distinct().Count();
                    spared += run.Testimony.Kept.Count(kept => !run.Testimony.Steps.Exists(step => step.Attempt == kept.Attempt && step.Key == kept.Key));
                    break;
                case null when run.Head.TaskId == Portioning.Id:
                    children++;
                    childDeaths += run.Losses;
                    break;
                case null:
                    ticks++;
                    break;
            }
        }
    }

    public string Families =>
        $"{parents} parents, whose {parentDeaths} executions died ({orphaned} when two of three children had completed), {children} portions, of which {childDeaths} executions died; "
        + $"{stepping} runs with steps, of which {repeated} steps were done again and {spared} were not, being kept; {ticks} due times";

    public override string ToString() =>
        $"{executions} executions, {deaths} lost with their worker (at most {mostDeaths} of one run, {interrupted} after the task had returned), {handedBack} handed back, "
        + $"{failed} runs failed as planned, {canceled} were canceled; {promises} streams with a promise of durability; subscribers were given {seen} parts and resumed {resumed} times";

    private static int Count(RunEvidence run, StoredKind kind) => run.Entries.Count(entry => entry.Kind == kind);
}
