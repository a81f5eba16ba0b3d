using System.Globalization;

namespace Runnel.Crash.Tasks.Agents;

/// <summary>What an agent is triggered with.</summary>
/// <param name="Seed">The campaign's seed.</param>
/// <param name="Number">The agent's.</param>
/// <param name="IsDurable">Whether its steps are kept for later executions.</param>
public sealed record AgentBrief(int Seed, int Number, bool IsDurable)
{
    /// <summary>What the model is asked: all that it needs to know what to say.</summary>
    public string ToPrompt() => string.Create(CultureInfo.InvariantCulture, $"{Seed} {Number}");
}
