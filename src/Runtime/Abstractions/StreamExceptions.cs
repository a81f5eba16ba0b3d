namespace Runnel;

/// <summary>A chunk cannot be written to, or read from, a stream.</summary>
public sealed class ChunkException : RunnelException
{
    internal ChunkException(string key, string message, Exception? innerException = null)
        : base($"Stream '{key}': {message}", innerException) => Key = key;

    /// <summary>The stream's key.</summary>
    public string Key { get; }

    /// <summary>Where a reader may resume to skip a chunk that it cannot decode; <see langword="null"/> for a writer.</summary>
    public RunCursor? Cursor { get; internal set; }
}

/// <summary>The stream that is being read ended with an error.</summary>
public sealed class StreamFailedException : RunnelException
{
    internal StreamFailedException(string runId, string key, StreamEndReason reason, TaskError? error)
        : base($"Stream '{key}' of run '{runId}' ended as {reason}{(error is null ? "." : $": {error.Message}")}")
    {
        Key = key;
        Reason = reason;
        Error = error;
    }

    /// <summary>The stream's key.</summary>
    public string Key { get; }

    /// <summary>Failed, DrainTimedOut or Interrupted.</summary>
    public StreamEndReason Reason { get; }

    /// <summary>What its source threw, if it did.</summary>
    public TaskError? Error { get; }
}

/// <summary>
/// The attempt whose chunks were being read was given up, and another has begun: what was read so far is not the beginning of what follows.
/// Read the stream again to get the new attempt's chunks from the start.
/// </summary>
public sealed class StreamSupersededException : RunnelException
{
    internal StreamSupersededException(string runId, string key, int attempt)
        : base($"Stream '{key}' of run '{runId}': attempt {attempt} was given up after some of its chunks had been read. "
            + "Discard them and read the stream again, or subscribe to the run to see attempts as they come.")
    {
        Key = key;
        Attempt = attempt;
    }

    /// <summary>The stream's key.</summary>
    public string Key { get; }

    /// <summary>The attempt that was given up.</summary>
    public int Attempt { get; }
}
