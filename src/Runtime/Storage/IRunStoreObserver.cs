namespace Runnel.Storage;

/// <summary>
/// Hears of what others commit. Calls are hints: brief, on any thread; a store may merge them and give them late, but it gives them: one that
/// has lost touch with its database catches up.
/// </summary>
public interface IRunStoreObserver
{
    /// <summary>A run's log has grown to <paramref name="head"/>.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="head">Its last entry.</param>
    /// <param name="intent">How it is going to end, once that is decided.</param>
    void OnAppended(string runId, long head, RunIntent? intent);

    /// <summary>A run is ready to be taken, or will be at a time that was not known before.</summary>
    void OnReady();
}
