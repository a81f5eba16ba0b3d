namespace Runnel;

/// <summary>No run of this id is known.</summary>
public sealed class RunNotFoundException : RunnelException
{
    internal RunNotFoundException(string runId)
        : base($"No run '{runId}' is known to this store. Check the id, and that the run was triggered in the same store.") => RunId = runId;

    /// <summary>The id that was asked for.</summary>
    public string RunId { get; }
}

/// <summary>The run has ended, and the time for which finished runs are kept is over.</summary>
public sealed class RunGoneException : RunnelException
{
    /// <summary>Creates the exception; a store throws it for a run that retention has taken.</summary>
    public RunGoneException(string runId)
        : base($"Run '{runId}' is older than the store keeps finished runs; its log is gone.") => RunId = runId;

    /// <summary>The id that was asked for.</summary>
    public string RunId { get; }
}

/// <summary>The id is that of another task's run.</summary>
public sealed class RunTypeMismatchException : RunnelException
{
    internal RunTypeMismatchException(string runId, string expectedTaskId, string actualTaskId)
        : base($"Run '{runId}' is a run of task '{actualTaskId}', not of '{expectedTaskId}'. Use the client of '{actualTaskId}'.")
    {
        RunId = runId;
        ExpectedTaskId = expectedTaskId;
        ActualTaskId = actualTaskId;
    }

    /// <summary>The run.</summary>
    public string RunId { get; }

    /// <summary>The task whose client was used.</summary>
    public string ExpectedTaskId { get; }

    /// <summary>The task that the run belongs to.</summary>
    public string ActualTaskId { get; }
}

/// <summary>
/// What a task of a late execution meets: its run was given to another worker or has ended, and nothing it writes is kept.
/// </summary>
public sealed class RunFencedException : RunnelException
{
    internal RunFencedException(string runId)
        : base($"Run '{runId}' is no longer this execution's: another worker has it, or it has ended. What this execution writes is refused.") =>
        RunId = runId;

    /// <summary>The run.</summary>
    public string RunId { get; }
}

/// <summary>A cursor cannot be used here.</summary>
public sealed class InvalidCursorException : RunnelException
{
    private InvalidCursorException(string message)
        : base(message)
    {
    }

    internal static InvalidCursorException Malformed(string text) =>
        new($"'{text}' is not a cursor. Pass the Cursor of a part, or its text, unchanged.");

    internal static InvalidCursorException OfAnotherRun(RunCursor cursor, string runId) =>
        new($"The cursor '{cursor}' belongs to run '{cursor.RunId}', not to '{runId}'. Subscribe to its own run, or without a cursor.");

    internal static InvalidCursorException OfAnotherEpoch(RunCursor cursor) =>
        new($"The cursor '{cursor}' belongs to a log that was rolled back or to another store. Subscribe without a cursor to read what there is.");

    internal static InvalidCursorException BeyondTheEnd(RunCursor cursor, long head) =>
        new($"The cursor '{cursor}' lies beyond the run's last entry {head}. Subscribe without a cursor to read what there is.");
}
