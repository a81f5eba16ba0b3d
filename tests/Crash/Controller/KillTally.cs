using Runnel.Crash.Worker;

namespace Runnel.Crash.Controller;

/// <summary>How many workers were killed, and how many of them while they did what.</summary>
public sealed record KillTally(int Kills = 0, int Streaming = 0, int Committing = 0, int Draining = 0, int Orphaning = 0)
{
    public KillTally With(WorkerActivity activity, bool isOrphaning) => new(
        Kills + 1,
        Streaming + (activity.IsStreaming ? 1 : 0),
        Committing + (activity.IsCommitting ? 1 : 0),
        Draining + (activity.IsDraining ? 1 : 0),
        Orphaning + (isOrphaning ? 1 : 0));
}
