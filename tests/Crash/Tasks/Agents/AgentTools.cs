using Runnel.Crash.Worker;

namespace Runnel.Crash.Tasks.Agents;

/// <summary>What the model may call.</summary>
[Tools(typeof(Searching))]
public sealed partial class AgentTools(AgentScope scope, ActivityBoard board)
{
    private static readonly TimeSpan LongestCall = TimeSpan.FromMilliseconds(200);

    /// <summary>In the agent's own process.</summary>
    [Tool(AgentCall.Reckon, Description = "Squares a term")]
    public async Task<int> ReckonAsync(int term, CancellationToken cancellationToken)
    {
        scope.Witness.ToolCalled(AgentCall.Reckon, term);
        using var calling = board.Calls();
        await TakeTimeAsync(cancellationToken);
        return new AgentCall(AgentCall.Reckon, term).Fails ? throw new PlannedFailureException() : AgentCall.Square(term);
    }

    // Short as a rule, so that most calls are over while the model still writes.
    internal static Task TakeTimeAsync(CancellationToken cancellationToken) => Task.Delay(Math.Pow(Random.Shared.NextDouble(), 3) * LongestCall, cancellationToken);
}

/// <summary>Each call is a run.</summary>
[ToolTask(Id, Name = AgentCall.Search, Description = "Finds something on a topic", MaxAttempts = 1)]
public sealed partial class Searching(Witnesses witnesses, ActivityBoard board)
{
    public const string Id = "searching";

    public async Task<Found> RunAsync(int topic, TaskContext context, CancellationToken cancellationToken)
    {
        using var witness = witnesses.Of(context);
        using var calling = board.Calls();
        await AgentTools.TakeTimeAsync(cancellationToken);
        return new AgentCall(AgentCall.Search, topic).Fails ? throw new PlannedFailureException() : new Found(topic, AgentCall.Find(topic));
    }
}

/// <summary>What there is on a topic.</summary>
public sealed record Found(int Topic, string Text);
