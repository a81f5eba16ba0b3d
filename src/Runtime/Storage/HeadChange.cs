namespace Runnel.Storage;

/// <summary>What an append changes beside the log, in the same commit.</summary>
public sealed record HeadChange
{
    /// <summary>Where the run stands from now on; <see langword="null"/> leaves it. Every status but Executing ends the execution's ownership.</summary>
    public RunStatus? Status { get; init; }

    /// <summary>With <see cref="RunStatus.Delayed"/>, and required there: when the run is ready again.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>How the run is going to end. Refused where another intent came first.</summary>
    public RunIntent? Intent { get; init; }
}
