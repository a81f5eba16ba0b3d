using Runnel.Crash.Controller;
using Runnel.Crash.Tasks;

namespace Runnel.Crash.Checks;

/// <summary>The runs that do not stream, and what belongs to several of them.</summary>
internal sealed record Kin(IReadOnlyList<RunEvidence> Runs, Testimonies Testimonies, CampaignOptions Options, int QueueLimit, DateTimeOffset ClosedAt)
{
    public ILookup<string?, RunEvidence> ByParent { get; } = Runs.ToLookup(run => run.Head.ParentId);

    public IEnumerable<RunEvidence> Portions => Runs.Where(run => run.Head.TaskId == Portioning.Id);
}

/// <summary>One question to the evidence of all runs together that do not stream.</summary>
internal interface IKinCheck
{
    /// <summary>Notes what is wrong.</summary>
    void Check(Kin kin, Findings findings);
}
