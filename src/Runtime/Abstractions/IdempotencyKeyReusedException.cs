namespace Runnel;

/// <summary>An idempotency key stands for a run that does something else: of another task, or with another payload. No run was created.</summary>
public sealed class IdempotencyKeyReusedException : RunnelException
{
    internal IdempotencyKeyReusedException(string key, string runId)
        : base($"The idempotency key '{key}' stands for run '{runId}', which is of another task or has another payload. Use another key for another request.") =>
        (Key, RunId) = (key, runId);

    /// <summary>The key.</summary>
    public string Key { get; }

    /// <summary>The run that has it.</summary>
    public string RunId { get; }
}
