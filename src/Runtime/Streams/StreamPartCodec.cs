namespace Runnel.Streams;

/// <summary>Makes the parts of one task's generated union from what its log holds, and takes them apart again. Implemented by generated code.</summary>
/// <typeparam name="TPayload">The task's payload.</typeparam>
/// <typeparam name="TOutput">The task's output.</typeparam>
/// <typeparam name="TPart">The union.</typeparam>
public abstract class StreamPartCodec<TPayload, TOutput, TPart>
    where TPart : class
{
    /// <summary>Makes a run update.</summary>
    public abstract TPart Run(Run<TPayload, TOutput> snapshot, in PartPosition at);

    /// <summary>Makes a chunk's part by its stream's key; the part for unknown keys where the task declares none such.</summary>
    public abstract TPart Chunk(in StreamChunk chunk, in PartPosition at);

    /// <summary>Makes the end of a stream.</summary>
    public abstract TPart StreamEnded(string key, StreamEndReason reason, TaskError? error, in PartPosition at);

    /// <summary>Takes a part apart: calls the one method of <paramref name="writer"/> that fits it.</summary>
    public abstract void Write(TPart part, StreamPartWriter<TPayload, TOutput> writer);

    /// <summary>Where a part stands.</summary>
    public abstract PartPosition PositionOf(TPart part);
}
