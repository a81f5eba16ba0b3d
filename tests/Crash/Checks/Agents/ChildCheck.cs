using System.Text.Json;
using Runnel.Crash.Tasks.Agents;

namespace Runnel.Crash.Checks.Agents;

/// <summary>A call of a tool task is one run, however often its agent was executed; one that failed may have another, until the agent's log has the failure.</summary>
internal sealed class ChildCheck : IAgentCheck
{
    public void Check(AgentEvidence agent, Action<FindingKind, string> find)
    {
        foreach (var runs in agent.Children.GroupBy(child => child.SearchFor!))
        {
            CheckCreations(agent, runs.Key, runs, find);
        }

        if (agent.Run.Head.Status.IsTerminal)
        {
            foreach (var call in agent.Plan.Calls.SelectMany(calls => calls).Where(call => call.Tool == AgentCall.Search).Distinct())
            {
                CheckRuns(agent, call, [.. agent.Children.Where(child => child.SearchFor == call)], find);
            }
        }
    }

    private static void CheckCreations(AgentEvidence agent, AgentCall call, IEnumerable<RunEvidence> runs, Action<FindingKind, string> find)
    {
        var attempts = CreationsOf(agent);
        foreach (var created in runs.GroupBy(run => attempts.GetValueOrDefault(run.RunId)))
        {
            var (planned, before) = (agent.Plan.CountOf(call), agent.AnswersBefore(call, created.Key));
            if (created.Key == 0 || created.Count() > planned - before)
            {
                find(FindingKind.ChildDoubled, $"Attempt {created.Key} created {created.Count()} runs for {call}; of {planned} calls {before} were answered before.");
            }
        }
    }

    private static void CheckRuns(AgentEvidence agent, AgentCall call, List<RunEvidence> runs, Action<FindingKind, string> find)
    {
        var planned = agent.Plan.CountOf(call);
        if (runs.Count < planned)
        {
            find(FindingKind.Lost, $"{call} has {runs.Count} runs; its plan has {planned} calls.");
        }
        else if (runs.Count > planned && !call.Fails)
        {
            find(FindingKind.ChildDoubled, $"{call} has {runs.Count} runs; its plan has {planned} calls.");
        }

        foreach (var run in runs.Where(run => run.Head.Status != (call.Fails ? RunStatus.Failed : RunStatus.Completed)))
        {
            find(run.Head.Status.IsTerminal ? FindingKind.Broken : FindingKind.Stuck, $"Its child {run.RunId} for {call} is {run.Head.Status}.");
        }
    }

    // By run: the execution of the agent that triggered it.
    private static Dictionary<string, int> CreationsOf(AgentEvidence agent) => agent.Run.Entries
        .Where(entry => entry.Kind == StoredKind.ChildrenTriggered)
        .SelectMany(entry => JsonDocument.Parse(entry.Json).RootElement.EnumerateArray().Select(child => (RunId: child.GetProperty("runId").GetString()!, entry.Attempt)))
        .ToDictionary(child => child.RunId, child => child.Attempt, StringComparer.Ordinal);
}
