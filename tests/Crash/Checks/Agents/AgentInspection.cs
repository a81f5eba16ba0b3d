using Microsoft.Extensions.DependencyInjection;
using Runnel.Crash.Tasks.Agents;

namespace Runnel.Crash.Checks.Agents;

/// <summary>Checks every agent of a campaign that is over, and the runs of its calls.</summary>
internal sealed class AgentInspection(IServiceProvider services, Testimonies testimonies, Findings findings)
{
    private static readonly IRunCheck[] Checks = [new LogCheck(), new ExecutionCheck(), new ReplayCheck()];
    private static readonly IAgentCheck[] AgentChecks = [new ModelCheck(), new ToolCheck(), new ChildCheck(), new TextCheck(), new AnswerCheck()];

    private readonly EvidenceReader evidence = new(services, testimonies, findings);
    private readonly Agenting.TaskClient client = services.GetRequiredService<Agenting.TaskClient>();

    /// <summary>Checks all.</summary>
    /// <returns>What there was to check.</returns>
    public async Task<AgentStatistics> RunAsync(CancellationToken cancellationToken)
    {
        var runs = new List<RunEvidence>();
        foreach (var runId in await evidence.ListAsync(cancellationToken))
        {
            if (await evidence.ReadAsync(runId, (_, _) => null, cancellationToken) is { } run)
            {
                runs.Add(run);
                Check(run);
            }
        }

        var (statistics, children) = (new AgentStatistics(), runs.ToLookup(run => run.Head.ParentId));
        foreach (var run in runs.Where(run => run.Head.TaskId == Agenting.Id))
        {
            var parts = run.Head.Status.IsTerminal
                ? await EvidenceReader.ReplayAsync(token => client.SubscribeAsync(run.RunId, cancellationToken: token), cancellationToken)
                : [];
            var agent = new AgentEvidence(run, [.. children[run.RunId]], parts);
            statistics.Add(agent);
            foreach (var check in AgentChecks)
            {
                check.Check(agent, (kind, message) => findings.Add(kind, run.RunId, message));
            }
        }

        foreach (var stray in runs.Where(run => run.Head is { TaskId: Searching.Id, ParentId: null }))
        {
            findings.Add(FindingKind.Broken, stray.RunId, "It is a tool's, and nobody's child.");
        }

        return statistics;
    }

    /// <summary>A run's log, for people.</summary>
    public Task<IReadOnlyList<string>> DescribeAsync(string runId, CancellationToken cancellationToken) => evidence.DescribeAsync(runId, cancellationToken);

    private void Check(RunEvidence run)
    {
        foreach (var check in Checks)
        {
            check.Check(run, (kind, message) => findings.Add(kind, run.RunId, message));
        }
    }
}
