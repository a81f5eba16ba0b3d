using Runnel.Crash.Tasks.Agents;

namespace Runnel.Crash.Checks.Agents;

/// <summary>What was streamed and returned is what the model said: all of it in the last execution, the beginning of it in each other.</summary>
internal sealed class TextCheck : IAgentCheck
{
    public void Check(AgentEvidence agent, Action<FindingKind, string> find)
    {
        foreach (var attempt in agent.Attempts)
        {
            var text = TextOf(agent, attempt);
            if (!agent.Plan.Text.StartsWith(text, StringComparison.Ordinal))
            {
                find(FindingKind.TextWrong, $"Attempt {attempt} streamed '{text}'; the model said '{agent.Plan.Text}'.");
            }
        }

        if (agent.Run.Head.Status != RunStatus.Completed)
        {
            return;
        }

        if (TextOf(agent, agent.LastAttempt) is var last && last != agent.Plan.Text)
        {
            find(FindingKind.TextWrong, $"The last attempt, {agent.LastAttempt}, streamed '{last}'; the model said '{agent.Plan.Text}'.");
        }

        if (agent.Run.Output<string>() is var output && output != agent.Plan.Text)
        {
            find(FindingKind.TextWrong, $"It returned '{output}'; the model said '{agent.Plan.Text}'.");
        }
    }

    private static string TextOf(AgentEvidence agent, int attempt) => string.Concat(agent.ChunksOf(attempt).OfType<TextDelta>().Select(delta => delta.Text));
}
