namespace Runnel.Storage;

/// <summary>A store cannot read a run's log, and trying again will not help: its bytes are not those that were written.</summary>
public sealed class RunDamagedException : RunnelException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="message">What is damaged, where, and how to mend it.</param>
    /// <param name="innerException">What the database said.</param>
    public RunDamagedException(string runId, string message, Exception? innerException = null)
        : base(message, innerException) => RunId = runId;

    /// <summary>The run.</summary>
    public string RunId { get; }
}
