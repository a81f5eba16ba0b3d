using Runnel.Crash.Tasks.Agents;

namespace Runnel.Crash.Checks.Agents;

/// <summary>A tool in the agent's process is not called again for what the log had when the execution began.</summary>
internal sealed class ToolCheck : IAgentCheck
{
    public void Check(AgentEvidence agent, Action<FindingKind, string> find)
    {
        foreach (var called in agent.Run.Testimony.Called.GroupBy(called => called))
        {
            var (attempt, call) = called.Key;
            var (planned, before) = (agent.Plan.CountOf(call), agent.AnswersBefore(call, attempt));
            for (var excess = called.Count() - (planned - before); excess > 0; excess--)
            {
                find(FindingKind.ToolRepeated, $"Attempt {attempt} called {call} {called.Count()} times; of {planned} calls {before} were answered before.");
            }
        }

        // A call that is over is kept before its part is streamed: also what nobody saw may not be called again.
        foreach (var again in agent.Kept.Where(kept => !kept.IsAnswer).GroupBy(kept => kept.Name).Where(group => group.Count() > 1))
        {
            find(FindingKind.ToolRepeated, $"The attempts {string.Join(" and ", again.Select(kept => kept.Attempt))} kept what one call came to, '{again.Key}'.");
        }

        if (agent.Run.Head.Status != RunStatus.Completed)
        {
            return;
        }

        foreach (var call in agent.Plan.Calls.SelectMany(calls => calls).Where(call => call.Tool == AgentCall.Reckon).Distinct())
        {
            var (planned, called) = (agent.Plan.CountOf(call), agent.Run.Testimony.Called.Count(called => called.Call == call));
            if (called < planned)
            {
                find(FindingKind.Lost, $"{call} was called {called} times in all executions; its plan has {planned}.");
            }
        }
    }
}
