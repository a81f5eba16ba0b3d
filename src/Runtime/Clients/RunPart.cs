using System.Text.Json;
using System.Text.Json.Serialization;
using Runnel.Streams;

namespace Runnel;

/// <summary>What a subscriber sees who does not know the task's types.</summary>
[JsonConverter(typeof(RunPartConverter))]
public abstract record RunPart
{
    private RunPart()
    {
    }

    /// <summary>Where to resume after this part.</summary>
    public RunCursor Cursor { get; init; }

    /// <summary>The execution that the part belongs to; 0 before the first.</summary>
    public int Attempt { get; init; }

    /// <summary>When it was written.</summary>
    public DateTimeOffset Timestamp { get; init; }

    private protected abstract int Case { get; }

    /// <summary>The run as it stands from here on; always the first part.</summary>
    /// <param name="Snapshot">The run.</param>
    [JsonConverter(typeof(RunPartConverter))]
    public sealed record Run(Run<JsonElement, JsonElement> Snapshot) : RunPart
    {
        private protected override int Case => 0;
    }

    /// <summary>A chunk of a stream.</summary>
    /// <param name="Key">The stream's key.</param>
    /// <param name="Json">The chunk.</param>
    [JsonConverter(typeof(RunPartConverter))]
    public sealed record Chunk(string Key, JsonElement Json) : RunPart
    {
        private protected override int Case => 1;
    }

    /// <summary>The end of a stream.</summary>
    /// <param name="Key">The stream's key.</param>
    /// <param name="Reason">Why it ended.</param>
    /// <param name="Error">What its source threw, if it did.</param>
    [JsonConverter(typeof(RunPartConverter))]
    public sealed record StreamEnded(string Key, StreamEndReason Reason, TaskError? Error) : RunPart
    {
        private protected override int Case => 2;
    }
}

/// <summary>Reads and writes <see cref="RunPart"/>s as JSON, in the form of every generated union.</summary>
public sealed class RunPartConverter() : StreamPartConverter<JsonElement, JsonElement, RunPart>(RunPartCodec.Instance);

internal sealed class RunPartCodec : StreamPartCodec<JsonElement, JsonElement, RunPart>
{
    public static RunPartCodec Instance { get; } = new();

    public override RunPart Run(Run<JsonElement, JsonElement> snapshot, in PartPosition at) =>
        new RunPart.Run(snapshot) { Cursor = at.Cursor, Attempt = at.Attempt, Timestamp = at.Timestamp };

    public override RunPart Chunk(in StreamChunk chunk, in PartPosition at) =>
        new RunPart.Chunk(chunk.Key, chunk.ReadJson()) { Cursor = at.Cursor, Attempt = at.Attempt, Timestamp = at.Timestamp };

    public override RunPart StreamEnded(string key, StreamEndReason reason, TaskError? error, in PartPosition at) =>
        new RunPart.StreamEnded(key, reason, error) { Cursor = at.Cursor, Attempt = at.Attempt, Timestamp = at.Timestamp };

    public override PartPosition PositionOf(RunPart part) => new(part.Cursor, part.Attempt, part.Timestamp);

    public override void Write(RunPart part, StreamPartWriter<JsonElement, JsonElement> writer)
    {
        switch (part)
        {
            case RunPart.Run(var snapshot):
                writer.Run(snapshot);
                break;
            case RunPart.Chunk(var key, var chunk):
                writer.Unknown(key, chunk);
                break;
            case RunPart.StreamEnded(var key, var reason, var error):
                writer.StreamEnded(key, reason, error);
                break;
        }
    }
}
