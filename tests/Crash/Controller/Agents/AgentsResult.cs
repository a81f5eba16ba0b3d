using Runnel.Crash.Checks;
using Runnel.Crash.Checks.Agents;

namespace Runnel.Crash.Controller.Agents;

/// <summary>What a campaign of agents did and found.</summary>
public sealed record AgentsResult
{
    private static readonly FindingKind[] Counted =
        [FindingKind.StepRepeated, FindingKind.ToolRepeated, FindingKind.ChildDoubled, FindingKind.TextWrong, FindingKind.Stuck];

    private readonly AgentTally tally;
    private readonly AgentStatistics statistics;

    internal AgentsResult(AgentTally tally, AgentStatistics statistics, IReadOnlyList<Finding> findings) =>
        (this.tally, this.statistics, Findings) = (tally, statistics, findings);

    /// <summary>What was found.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>What there was too little of, for the campaign to mean something.</summary>
    public IReadOnlyList<string> Shortfalls =>
    [
        .. Short("kills while a model thinks", tally.Thinking, tally.Kills / 5),
        .. Short("kills while a model writes", tally.Writing, tally.Kills / 5),
        .. Short("kills while a tool is called", tally.Calling, tally.Kills / 5),
        .. Short("agents", statistics.Runs, tally.Kills),
        .. Short("steps that were finished when another execution came to them", statistics.StepsSpared, tally.Kills / 2),
        .. Short("answers of tools that were there when another execution came to them", statistics.ToolsSpared, tally.Kills / 2),
        .. Short("runs that another execution joined", statistics.ChildrenJoined, tally.Kills / 2),
    ];

    public bool HasPassed => Findings.Count == 0 && Shortfalls.Count == 0;

    public string Summary =>
        $"kills={tally.Kills} while: thinking={tally.Thinking} writing={tally.Writing} calling={tally.Calling} runs={statistics.Runs} steps={statistics.Steps} "
        + $"steps-repeated={Count(FindingKind.StepRepeated)} tools-repeated={Count(FindingKind.ToolRepeated)} children-doubled={Count(FindingKind.ChildDoubled)} "
        + $"text-wrong={Count(FindingKind.TextWrong)} stuck={Count(FindingKind.Stuck)} other={Findings.Count(finding => !Counted.Contains(finding.Kind))}";

    private int Count(FindingKind kind) => Findings.Count(finding => finding.Kind == kind);

    private static IEnumerable<string> Short(string what, int there, int needed) => there >= needed ? [] : [$"{there} {what}; at least {needed} are needed"];
}
