using Runnel.Crash.Tasks.Agents;

namespace Runnel.Crash.Checks.Agents;

/// <summary>The last execution of an agent streamed each step, and each call with the one answer that is its own, to the end; and nothing went wrong beside.</summary>
internal sealed class AnswerCheck : IAgentCheck
{
    public void Check(AgentEvidence agent, Action<FindingKind, string> find)
    {
        if (agent.Run.Head.Status != RunStatus.Completed)
        {
            if (agent.Run.Head.Status.IsTerminal)
            {
                find(FindingKind.Broken, $"It ended as {agent.Run.Head.Status}, not as {RunStatus.Completed}.");
            }

            return;
        }

        foreach (var warning in agent.Parts.OfType<Agenting.StreamPart.Run>().Last().Snapshot.Warnings)
        {
            find(FindingKind.Broken, $"It has the warning: {warning}");
        }

        var chunks = agent.ChunksOf(agent.LastAttempt).ToList();
        CheckSteps(agent, chunks, find);
        CheckCalls(agent, chunks, find);
    }

    private static void CheckSteps(AgentEvidence agent, List<ITextStreamPart<AgentTools>> chunks, Action<FindingKind, string> find)
    {
        var steps = agent.Plan.Calls.Count;
        if (chunks.OfType<StepStart>().Count() != steps || chunks.OfType<StepFinish>().Count() != steps || chunks is not [StreamStart, .., FinishPart])
        {
            find(
                FindingKind.Lost,
                $"Attempt {agent.LastAttempt} streamed {chunks.OfType<StepStart>().Count()} starts and {chunks.OfType<StepFinish>().Count()} ends of {steps} steps, from {chunks.FirstOrDefault()} to {chunks.LastOrDefault()}.");
        }
        else if (((FinishPart)chunks[^1]).TotalUsage.OutputTokenCount is var used && used != agent.Plan.Text.Length)
        {
            find(FindingKind.Broken, $"The usage of all its steps is {used}; it should be {agent.Plan.Text.Length}.");
        }

        if (agent.Parts.OfType<Agenting.StreamPart.StreamEnded>().LastOrDefault() is not { Reason: StreamEndReason.Completed or StreamEndReason.Interrupted } end)
        {
            find(FindingKind.Lost, "Its stream did not come to its end.");
        }
        else if (end.Reason == StreamEndReason.Interrupted && !agent.Run.Entries.Any(entry => entry.IsLoss && entry.Sequence > agent.Run.Returned!.Sequence))
        {
            find(FindingKind.Lost, "Its stream was interrupted, though nobody was killed.");
        }
    }

    private static void CheckCalls(AgentEvidence agent, List<ITextStreamPart<AgentTools>> chunks, Action<FindingKind, string> find)
    {
        var calls = chunks.OfType<IToolCall>().Select(call => (call.ToolCallId, call.ToolName)).ToList();
        var answers = chunks.OfType<IToolResult>().Select(answer => (answer.ToolCallId, answer.ToolName))
            .Concat(chunks.OfType<IToolError>().Select(answer => (answer.ToolCallId, answer.ToolName))).ToList();
        if (!calls.Order().SequenceEqual(answers.Order()) || calls.Distinct().Count() != calls.Count)
        {
            find(
                answers.Count < calls.Count ? FindingKind.Lost : FindingKind.Duplicated,
                $"Attempt {agent.LastAttempt} streamed {calls.Count} calls and {answers.Count} answers: {string.Join(' ', calls)} and {string.Join(' ', answers)}.");
        }

        var planned = agent.Plan.Calls.SelectMany(step => step).OrderBy(call => $"{call}", StringComparer.Ordinal);
        var answered = chunks.Select(AgentEvidence.Answered).OfType<AgentCall>().OrderBy(call => $"{call}", StringComparer.Ordinal).ToList();
        if (!planned.SequenceEqual(answered))
        {
            find(FindingKind.Lost, $"Attempt {agent.LastAttempt} answered {string.Join(' ', answered)}; the plan is {string.Join(' ', planned)}.");
        }

        foreach (var wrong in chunks.Where(IsWrong))
        {
            find(FindingKind.Broken, $"Attempt {agent.LastAttempt} streamed {wrong}.");
        }
    }

    private static bool IsWrong(ITextStreamPart<AgentTools> part) => part switch
    {
        Searching.ToolResult { Arguments.Topic: var topic, Output: var found } => found != new Found(topic, AgentCall.Find(topic)) || new AgentCall(AgentCall.Search, topic).Fails,
        AgentTools.ReckonToolResult { Arguments.Term: var term, Output: var square } => square != AgentCall.Square(term) || new AgentCall(AgentCall.Reckon, term).Fails,
        Searching.ToolError or AgentTools.ReckonToolError => AgentEvidence.Answered(part) is not { Fails: true },
        DynamicToolCall or DynamicToolResult or DynamicToolError or ErrorPart or AbortPart or RawPart => true,
        _ => false,
    };
}
