using Runnel.Log;
using Runnel.Storage;

namespace Runnel.Leases;

/// <summary>A run whose worker has died, as its log tells.</summary>
internal sealed record Orphan(RunHead Head, RunState State)
{
    /// <summary>Whether the task's code was running, so that it may have killed its process.</summary>
    public bool HasBegun => State.Status is RunStatus.Executing or RunStatus.Waiting && State.Attempt == Head.Attempt && State.Output is null;

    /// <summary>Whether it was executed apart from others, because its executions had died before.</summary>
    public bool IsSuspect => HasBegun && State.Status == RunStatus.Executing && State.Deaths >= Quarantine.AfterDeaths;

    /// <summary>Whether it may have been what killed this worker, or another before.</summary>
    public bool MayHaveKilled => HasBegun && State.Deaths > 0;

    public static async ValueTask<Orphan> ReadAsync(RunLog log, RunHead head)
    {
        try
        {
            return new Orphan(head, await RunState.ReadAsync(log.Store, head.RunId, head.TaskId, head.Head, CancellationToken.None).ConfigureAwait(false));
        }
        catch (RunDamagedException)
        {
            // Whoever executes it next finds the same and ends it.
            return new Orphan(head, new RunState(head.RunId, head.TaskId));
        }
    }
}
