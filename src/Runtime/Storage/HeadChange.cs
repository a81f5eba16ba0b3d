namespace Runnel.Storage;

/// <summary>What an append changes beside the log, in the same commit.</summary>
public sealed record HeadChange
{
    /// <summary>
    /// Where the run stands from now on; <see langword="null"/> leaves it. Every status but Executing and Waiting ends the
    /// execution's ownership; every one but Executing gives back the slot. From Waiting back to Executing takes a slot of the run's lane.
    /// </summary>
    public RunStatus? Status { get; init; }

    /// <summary>With <see cref="RunStatus.Delayed"/>, and required there: when the run is ready again.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>With <see cref="RunStatus.Delayed"/>: from when on it is not begun any more; <see langword="null"/> leaves it.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>By what else the run can be found from now on.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>How the run is going to end. Refused where another intent came first.</summary>
    public RunIntent? Intent { get; init; }
}
