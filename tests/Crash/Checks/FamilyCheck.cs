using Runnel.Crash.Tasks;

namespace Runnel.Crash.Checks;

/// <summary>A parent has each of its children once, however often it was executed itself, and its output is made of theirs.</summary>
internal sealed class FamilyCheck : IKinCheck
{
    public void Check(Kin kin, Findings findings)
    {
        foreach (var parent in kin.Runs.Where(run => run.Assigned is { Kind: AssignmentKind.Gathering or AssignmentKind.Batching }))
        {
            var children = kin.ByParent[parent.RunId].Select(child => new Child(child, child.PayloadOf<Portion>())).ToList();
            CheckTwins(parent, children, findings);
            CheckLiving(parent, children, findings);
            if (parent.Head.Status == RunStatus.Completed)
            {
                CheckWhole(parent, children, findings);
            }
        }

        CheckWitnesses(kin, findings);
    }

    private static void CheckTwins(RunEvidence parent, List<Child> children, Findings findings)
    {
        foreach (var twins in children.GroupBy(child => child.Portion.Index).Where(group => group.Count() > 1))
        {
            findings.Add(FindingKind.Duplicated, parent.RunId, $"Its portion {twins.Key} has {twins.Count()} runs: {string.Join(", ", twins.Select(twin => $"{twin.Run.RunId} {twin.Run.Head.Status}"))}.");
        }

        foreach (var stray in children.Where(child => child.Portion.Number != parent.Assignment.Number || !child.Run.Head.IsAwaited))
        {
            findings.Add(FindingKind.Broken, parent.RunId, $"Its child {stray.Run.RunId} has {stray.Portion}, and is {(stray.Run.Head.IsAwaited ? "" : "not ")}waited for.");
        }
    }

    private static void CheckLiving(RunEvidence parent, List<Child> children, Findings findings)
    {
        foreach (var child in children.Where(child => parent.Head.Status.IsTerminal && !child.Run.Head.Status.IsTerminal))
        {
            findings.Add(FindingKind.Stuck, child.Run.RunId, $"Its parent {parent.RunId} is {parent.Head.Status}; it is {child.Run.Head.Status}.");
        }
    }

    private static void CheckWhole(RunEvidence parent, List<Child> children, Findings findings)
    {
        if (children.Count != parent.Assignment.Children)
        {
            findings.Add(
                children.Count < parent.Assignment.Children ? FindingKind.Lost : FindingKind.Duplicated,
                parent.RunId,
                $"It has completed with {children.Count} children; its assignment has {parent.Assignment.Children}.");
        }

        var pieces = parent.Returned is null ? [] : parent.Output<Whole>().Pieces;
        if (!pieces.Select(piece => piece.Index).SequenceEqual(Enumerable.Range(0, parent.Assignment.Children)))
        {
            findings.Add(FindingKind.Lost, parent.RunId, $"Its output is made of the portions {string.Join(", ", pieces.Select(piece => piece.Index))}.");
        }

        foreach (var piece in pieces)
        {
            var child = children.Find(child => child.Run.RunId == piece.Run);
            if (child is null || child.Run.Head.Status != RunStatus.Completed || child.Run.Output<Piece>() != piece || piece.Text != child.Portion.ToText())
            {
                findings.Add(FindingKind.Broken, parent.RunId, $"Its output has {piece}, which {(child is null ? "none of its children" : $"its child, {child.Run.Head.Status},")} returned.");
            }
        }
    }

    // What the children's own code says, whatever the store has: each portion was one run's.
    private static void CheckWitnesses(Kin kin, Findings findings)
    {
        var portions = kin.Testimonies.Runs
            .SelectMany(run => run.Value.Occupations.Select(occupation => (Portion: (occupation.Number, occupation.Index), RunId: run.Key)))
            .Distinct()
            .GroupBy(one => one.Portion);
        foreach (var portion in portions.Where(group => group.Count() > 1))
        {
            findings.Add(FindingKind.Duplicated, portion.First().RunId, $"Portion {portion.Key.Index} of number {portion.Key.Number} was done by {string.Join(" and ", portion.Select(one => one.RunId))}.");
        }
    }

    private sealed record Child(RunEvidence Run, Portion Portion);
}
