using Runnel.Streams;

namespace Runnel.Tests.Schedules;

/// <summary>Parts of a task to which nobody subscribes.</summary>
internal sealed class SilentCodec<TPayload, TOutput> : StreamPartCodec<TPayload, TOutput, object>
{
    public override object Run(Run<TPayload, TOutput> snapshot, in PartPosition at) => snapshot;

    public override object Chunk(in StreamChunk chunk, in PartPosition at) => chunk.Key;

    public override object StreamEnded(string key, StreamEndReason reason, TaskError? error, in PartPosition at) => key;

    public override void Write(object part, StreamPartWriter<TPayload, TOutput> writer) => throw new NotSupportedException();

    public override PartPosition PositionOf(object part) => throw new NotSupportedException();
}
