using Runnel.Crash.Checks;

namespace Runnel.Crash.Controller;

/// <summary>What a campaign did and found.</summary>
/// <param name="Tally">What was killed.</param>
/// <param name="Runs">How many runs there were.</param>
/// <param name="Chunks">How many chunks were in their logs.</param>
/// <param name="Samples">How often the slots were looked at.</param>
/// <param name="Findings">What was found.</param>
public sealed record CampaignResult(KillTally Tally, int Runs, long Chunks, int Samples, IReadOnlyList<Finding> Findings)
{
    /// <summary>What there was too little of, for the campaign to mean something.</summary>
    public IReadOnlyList<string> Shortfalls =>
    [
        .. Short("kills while streaming", Tally.Streaming, Tally.Kills / 3),
        .. Short("kills while committing", Tally.Committing, Tally.Kills / 6),
        .. Short("kills of a parent with two of three children done", Tally.Orphaning, Tally.Kills / 20),
        .. Short("looks at the slots", Samples, Tally.Kills * 5L),
        .. Short("runs", Runs, Tally.Kills * 10L),
        .. Short("chunks", Chunks, Tally.Kills * 1_000L),
    ];

    public bool HasPassed => Findings.Count == 0 && Shortfalls.Count == 0;

    public string Summary =>
        $"kills={Tally.Kills} while: streaming={Tally.Streaming} committing={Tally.Committing} draining={Tally.Draining} waiting={Tally.Orphaning} runs={Runs} chunks={Chunks} "
        + $"lost={Count(FindingKind.Lost)} duplicated={Count(FindingKind.Duplicated)} out-of-order={Count(FindingKind.OutOfOrder)} stuck={Count(FindingKind.Stuck)}";

    private int Count(FindingKind kind) => Findings.Count(finding => finding.Kind == kind);

    private static IEnumerable<string> Short(string what, long there, long needed) =>
        there >= needed ? [] : [$"{there} {what}; at least {needed} are needed"];
}
