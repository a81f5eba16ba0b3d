using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Runnel.Streams;

namespace Runnel.Tests.Harness;

internal sealed record Question(string Text, [property: Range(0, 1000)] int Times = 1);

internal sealed record Reply(string Text)
{
    public static Reply Done { get; } = new("done");
}

/// <summary>What the generator would make of the streams of <see cref="TestStreams"/>.</summary>
internal abstract record TestPart
{
    public RunCursor Cursor { get; init; }

    public int Attempt { get; init; }

    public DateTimeOffset Timestamp { get; init; }

    public sealed record Run(Run<Question, Reply> Snapshot) : TestPart;

    public sealed record Text(string Chunk) : TestPart;

    public sealed record Numbers(int Chunk) : TestPart;

    public sealed record StreamEnded(string Key, StreamEndReason Reason, TaskError? Error) : TestPart;

    public sealed record Unknown(string Key, JsonElement Chunk) : TestPart;
}

internal sealed class TestPartCodec : StreamPartCodec<Question, Reply, TestPart>
{
    public override TestPart Run(Run<Question, Reply> snapshot, in PartPosition at) =>
        new TestPart.Run(snapshot) { Cursor = at.Cursor, Attempt = at.Attempt, Timestamp = at.Timestamp };

    public override TestPart Chunk(in StreamChunk chunk, in PartPosition at) => chunk.Key switch
    {
        "text" => new TestPart.Text(chunk.Read<string>()) { Cursor = at.Cursor, Attempt = at.Attempt, Timestamp = at.Timestamp },
        "numbers" => new TestPart.Numbers(chunk.Read<int>()) { Cursor = at.Cursor, Attempt = at.Attempt, Timestamp = at.Timestamp },
        _ => new TestPart.Unknown(chunk.Key, chunk.ReadJson()) { Cursor = at.Cursor, Attempt = at.Attempt, Timestamp = at.Timestamp },
    };

    public override TestPart StreamEnded(string key, StreamEndReason reason, TaskError? error, in PartPosition at) =>
        new TestPart.StreamEnded(key, reason, error) { Cursor = at.Cursor, Attempt = at.Attempt, Timestamp = at.Timestamp };

    public override PartPosition PositionOf(TestPart part) => new(part.Cursor, part.Attempt, part.Timestamp);

    public override void Write(TestPart part, StreamPartWriter<Question, Reply> writer)
    {
        switch (part)
        {
            case TestPart.Run(var snapshot):
                writer.Run(snapshot);
                break;
            case TestPart.Text(var chunk):
                writer.Chunk("text", chunk);
                break;
            case TestPart.Numbers(var chunk):
                writer.Chunk("numbers", chunk);
                break;
            case TestPart.Unknown(var key, var chunk):
                writer.Unknown(key, chunk);
                break;
            case TestPart.StreamEnded(var key, var reason, var error):
                writer.StreamEnded(key, reason, error);
                break;
        }
    }
}
