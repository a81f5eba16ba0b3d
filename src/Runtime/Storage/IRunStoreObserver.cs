using System.Runtime.InteropServices;

namespace Runnel.Storage;

/// <summary>
/// Hears of what others commit. Calls are hints: brief, on any thread; a store may merge them and give them late, but it gives them: one that
/// has lost touch with its database catches up.
/// </summary>
public interface IRunStoreObserver
{
    /// <summary>A run's log has grown.</summary>
    void OnAppended(RunNews news);

    /// <summary>A run is ready to be taken, or will be at a time that was not known before; or a slot has become free for one.</summary>
    void OnReady();

    /// <summary>A run that was refused for want of a slot (<see cref="AppendOutcome.NoSlot"/>) can have one now.</summary>
    void OnSlotFree(string runId);
}

/// <summary>That a run's log has grown.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Head">Its last entry.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Intent">How it is going to end, once that is decided.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RunNews(string RunId, long Head, RunStatus Status, RunIntent? Intent)
{
    /// <summary>What a run's row tells.</summary>
    public static RunNews Of(RunHead head)
    {
        ArgumentNullException.ThrowIfNull(head);
        return new(head.RunId, head.Head, head.Status, head.Intent);
    }
}
