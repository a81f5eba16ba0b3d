using Runnel.Crash.Tasks;

namespace Runnel.Crash.Checks;

/// <summary>A batch is whole, or not there at all, also where whoever triggered it was killed.</summary>
internal sealed class BatchCheck : IKinCheck
{
    public void Check(Kin kin, Findings findings)
    {
        foreach (var batch in kin.Portions.Where(run => run.Head.BatchId is not null).GroupBy(run => run.Head.BatchId!))
        {
            var portions = batch.Select(run => run.PayloadOf<Portion>()).ToList();
            var assignment = kin.Options.Assign(portions[0].Number);
            if (!portions.ToHashSet().SetEquals(Portion.Of(assignment)) || portions.Count != assignment.Children)
            {
                findings.Add(
                    portions.Count < assignment.Children ? FindingKind.Lost : FindingKind.Duplicated,
                    batch.First().RunId,
                    $"Batch {batch.Key} of number {assignment.Number} has {portions.Count} runs; {assignment.Children} were triggered together.");
            }
        }

        foreach (var parent in kin.Runs.Where(run => run.Assigned is { Kind: AssignmentKind.Batching }))
        {
            if (kin.ByParent[parent.RunId].Select(child => child.Head.BatchId).Distinct().ToList() is [null, ..] or { Count: > 1 })
            {
                findings.Add(FindingKind.Duplicated, parent.RunId, "Its children are not of one batch.");
            }
        }

        CheckScattered(kin, findings);
    }

    private static void CheckScattered(Kin kin, Findings findings)
    {
        var batches = kin.ByParent[null]
            .Where(run => run.Head.TaskId == Portioning.Id)
            .GroupBy(run => run.PayloadOf<Portion>().Number)
            .ToDictionary(group => group.Key, group => group.ToList());
        foreach (var (number, batchId) in kin.Testimonies.Scattered)
        {
            if (!batches.TryGetValue(number, out var runs) || runs.Exists(run => run.Head.BatchId != batchId))
            {
                findings.Add(FindingKind.Lost, $"Number {number} was triggered as batch {batchId}, and the store does not have it.");
            }
        }

        foreach (var (number, runs) in batches)
        {
            if (runs.Select(run => run.Head.BatchId).Distinct().Count() > 1)
            {
                findings.Add(FindingKind.Duplicated, runs[0].RunId, $"Number {number} was triggered once, and is there in several batches.");
            }

            foreach (var run in runs.Where(run => run.Head.Status != RunStatus.Completed || run.Output<Piece>().Text != run.PayloadOf<Portion>().ToText()))
            {
                findings.Add(FindingKind.Broken, run.RunId, $"It ended as {run.Head.Status}, or its output is not that of its portion.");
            }
        }
    }
}
