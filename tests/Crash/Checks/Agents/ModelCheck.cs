namespace Runnel.Crash.Checks.Agents;

/// <summary>The model is not asked again for a step that the log had when the execution began.</summary>
internal sealed class ModelCheck : IAgentCheck
{
    public void Check(AgentEvidence agent, Action<FindingKind, string> find)
    {
        foreach (var (attempt, step) in agent.Run.Testimony.Asked.Where(asked => asked.Step < agent.StepsBefore(asked.Attempt)))
        {
            find(FindingKind.StepRepeated, $"Attempt {attempt} asked the model for step {step}; {agent.StepsBefore(attempt)} steps were finished before.");
        }

        foreach (var again in agent.Run.Testimony.Asked.GroupBy(asked => asked).Where(group => group.Count() > 1))
        {
            find(FindingKind.StepRepeated, $"Attempt {again.Key.Attempt} asked the model {again.Count()} times for step {again.Key.Step}.");
        }

        var answers = agent.Kept.Count(kept => kept.IsAnswer);
        if (agent.Run.Head.Status == RunStatus.Completed && agent.Brief.IsDurable && answers != agent.Plan.Calls.Count)
        {
            find(
                answers < agent.Plan.Calls.Count ? FindingKind.Lost : FindingKind.StepRepeated,
                $"Its log has {answers} answers of the model's; its plan has {agent.Plan.Calls.Count} steps.");
        }
    }
}
