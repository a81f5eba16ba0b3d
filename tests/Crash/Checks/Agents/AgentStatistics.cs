using Runnel.Crash.Tasks.Agents;

namespace Runnel.Crash.Checks.Agents;

/// <summary>How much of what there was to check: agents of which none died in the middle prove nothing.</summary>
internal sealed class AgentStatistics
{
    private int executions;
    private int mostExecutions;
    private int asked;
    private int answers;
    private int called;
    private int children;
    private int childDeaths;
    private int failures;

    /// <summary>How many agents there were.</summary>
    public int Runs { get; private set; }

    /// <summary>How many steps they finished.</summary>
    public int Steps { get; private set; }

    /// <summary>How often a later execution came to a step that was finished.</summary>
    public int StepsSpared { get; private set; }

    /// <summary>How often a later execution answered a call of a tool in its process without calling it.</summary>
    public int ToolsSpared { get; private set; }

    /// <summary>How often a later execution answered a call with a run that was there.</summary>
    public int ChildrenJoined { get; private set; }

    public void Add(AgentEvidence agent)
    {
        Runs++;
        Steps += agent.ChunksOf(agent.LastAttempt).OfType<StepFinish>().Count();
        StepsSpared += agent.Attempts.Sum(attempt => Math.Min(agent.StepsBefore(attempt), agent.ChunksOf(attempt).OfType<StepFinish>().Count()));
        var own = agent.Run.Entries.Count(entry => entry.Kind == StoredKind.Started);
        (executions, mostExecutions) = (executions + own, Math.Max(mostExecutions, own));
        asked += agent.Run.Testimony.Asked.Count;
        called += agent.Run.Testimony.Called.Count;
        children += agent.Children.Count;
        childDeaths += agent.Children.Sum(child => child.Losses);

        var given = agent.Attempts.SelectMany(agent.ChunksOf).Select(AgentEvidence.Answered).OfType<AgentCall>().ToList();
        answers += given.Count;
        failures += given.Count(call => call.Fails);
        ToolsSpared += Math.Max(0, given.Count(call => call.Tool == AgentCall.Reckon) - agent.Run.Testimony.Called.Count);
        ChildrenJoined += Math.Max(0, given.Count(call => call.Tool == AgentCall.Search) - agent.Children.Count);
    }

    public override string ToString() =>
        $"{executions} executions of {Runs} agents (at most {mostExecutions} of one); models were asked {asked} times and spared {StepsSpared}; {answers} answers of tools were streamed, {failures} of them failures: "
        + $"{called} calls in the agents' processes, {ToolsSpared} at least spared; {children} runs, of which {childDeaths} executions died, {ChildrenJoined} at least joined again";
}
