using Runnel.Crash.Worker;

namespace Runnel.Crash.Controller.Agents;

/// <summary>How many workers were killed, and how many of them while their agents did what.</summary>
public sealed record AgentTally(int Kills = 0, int Thinking = 0, int Writing = 0, int Calling = 0)
{
    public AgentTally With(AgentActivity activity) => new(
        Kills + 1,
        Thinking + (activity.IsThinking ? 1 : 0),
        Writing + (activity.IsWriting ? 1 : 0),
        Calling + (activity.IsCalling ? 1 : 0));
}
