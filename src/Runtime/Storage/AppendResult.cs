using System.Runtime.InteropServices;

namespace Runnel.Storage;

/// <summary>What became of an append.</summary>
/// <param name="Outcome">Whether it is in the log.</param>
/// <param name="Head">The run's last entry: with <see cref="AppendOutcome.Committed"/>, the last one of this append.</param>
/// <param name="Intent">How the run is going to end, once that is decided: so its owner hears of a cancel with its next append at the latest.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct AppendResult(AppendOutcome Outcome, long Head, RunIntent? Intent);

/// <summary>Whether an append is in the log.</summary>
public enum AppendOutcome
{
    /// <summary>It is, by this call.</summary>
    Committed,

    /// <summary>It is, by an earlier call whose answer was lost.</summary>
    AlreadyCommitted,

    /// <summary>It is not: the token is not the run's.</summary>
    Fenced,

    /// <summary>It is not: the run has ended.</summary>
    Ended,

    /// <summary>It is not: another intent came first.</summary>
    Refused,

    /// <summary>It is not: the run's head, or who owns it, is not what the append expects.</summary>
    Conflict,

    /// <summary>
    /// It is not: the run is to go on executing, and its lane has no slot for it. It stands in line now, before runs that are to begin; the
    /// observer is told when its turn has come (<see cref="IRunStoreObserver.OnSlotFree"/>), and the same append is then to be made again.
    /// </summary>
    NoSlot,

    /// <summary>It is not: no such run.</summary>
    NotFound,
}

internal static class AppendOutcomeExtensions
{
    extension(AppendOutcome outcome)
    {
        /// <summary>Whether the append is in the log, by this call or an earlier one.</summary>
        public bool IsInLog => outcome is AppendOutcome.Committed or AppendOutcome.AlreadyCommitted;
    }
}
