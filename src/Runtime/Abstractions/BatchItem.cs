namespace Runnel;

/// <summary>One run of a batch.</summary>
/// <typeparam name="TPayload">The task's payload.</typeparam>
/// <param name="Payload">What the task is given.</param>
/// <param name="Options">How the run is triggered.</param>
public sealed record BatchItem<TPayload>(TPayload Payload, TriggerOptions? Options = null);

/// <summary>One item of a batch is not valid. No run of the batch was created.</summary>
public sealed class BatchItemException : RunnelException
{
    internal BatchItemException(int index, Exception innerException)
        : base($"Item {index} of the batch is not valid, so no run of the batch was created: {innerException.Message}", innerException) => Index = index;

    /// <summary>Which item, from 0.</summary>
    public int Index { get; }
}
