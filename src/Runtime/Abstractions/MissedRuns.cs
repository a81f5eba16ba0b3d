namespace Runnel;

/// <summary>
/// What becomes of due times that a schedule has missed: that passed while no host which runs the task was there, nor one within a minute after.
/// A time that was only late, because the store could not be reached, is none of these and gets its run.
/// </summary>
public enum MissedRuns
{
    /// <summary>They are passed over.</summary>
    Skip,

    /// <summary>One run stands for all of them: that of the newest; none of its own where the next time is due just then.</summary>
    RunOnce,

    /// <summary>Each gets its run, oldest first, but no more than the 100 newest.</summary>
    RunAll,
}
