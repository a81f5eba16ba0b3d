using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.AI;

namespace Runnel.Testing.Tests.Tasks.Capturing;

public sealed partial class RoundTripTests
{
    [Fact]
    public async Task AChunk_IsWhatItsJsonKeeps()
    {
        var notes = TaskStream.Capture<Note>();
        var written = new Note("a") { Raw = new object() };
        await notes.Stream.WriteAsync(written);

        var chunk = Assert.Single(notes.Chunks);
        Assert.NotSame(written, chunk);
        Assert.Equal(("a", null), (chunk.Text, chunk.Raw));
    }

    [Fact]
    public async Task TheTaskItself_ReadsWhatItsJsonKeeps()
    {
        var notes = TaskStream.Capture<Note>();
        var piped = notes.Stream.Pipe(Source.Of(new Note("a") { Raw = new object() }, new Note("b") { Raw = new object() }));

        Assert.All(await piped.ToListAsync(), note => Assert.Null(note.Raw));
    }

    [Fact]
    public async Task SwitchedOff_AChunkIsTheObjectThatWasWritten()
    {
        var notes = TaskStream.Capture<Note>(options: new CaptureOptions { RoundTrip = false });
        var written = new Note("a") { Raw = new object() };
        await notes.Stream.WriteAsync(written);
        await notes.CompletionAsync();

        Assert.Same(written, Assert.Single(notes.Chunks));
        Assert.Same(written, await notes.SingleAsync());
    }

    [Fact]
    public async Task AChunkThatDoesNotSerialize_FailsTheWrite()
    {
        var stream = TaskStream.Capture<Unwritable>("handles");
        var exception = await Assert.ThrowsAsync<ChunkException>(() => stream.Stream.WriteAsync(new Unwritable("a")).AsTask());

        Assert.StartsWith($"Stream 'handles': a chunk of type {typeof(Unwritable)} cannot be written as JSON", exception.Message, StringComparison.Ordinal);
        Assert.Empty(stream.Chunks);
    }

    [Fact]
    public async Task AChunkThatDoesNotReadBack_FailsTheTestEachTimeItLooks()
    {
        var shapes = TaskStream.Capture<IShape>("shapes");
        await shapes.Stream.WriteAsync(new Circle("c"));

        Assert.Contains("does not read back what it writes", Assert.Throws<ChunkException>(() => shapes.Chunks).Message);
        Assert.Throws<ChunkException>(() => shapes.Chunks);
    }

    [Fact]
    public async Task SwitchedOff_AChunkNeedNotReadBack()
    {
        var shapes = TaskStream.Capture<IShape>(options: new CaptureOptions { RoundTrip = false });
        await shapes.Stream.WriteAsync(new Circle("c"));

        Assert.Equal([new Circle("c")], shapes.Chunks);
    }

    [Fact]
    public async Task AModelsUpdates_NeedNoContext()
    {
        var model = TaskStream.Capture<ChatResponseUpdate>();
        await model.Stream.WriteAsync(new ChatResponseUpdate(ChatRole.Assistant, "Because") { RawRepresentation = new object() });

        var update = Assert.Single(model.Chunks);
        Assert.Equal(("Because", null), (update.Text, update.RawRepresentation));
    }

    [Fact]
    public async Task AContext_SaysHowChunksAreWritten()
    {
        var days = TaskStream.Capture<DayOfWeek>(options: new CaptureOptions { Json = Names.Default });
        await days.Stream.WriteAsync(DayOfWeek.Friday);

        Assert.Equal([DayOfWeek.Friday], days.Chunks);
        Assert.Equal("\"Friday\"", JsonSerializer.Serialize(DayOfWeek.Friday, Names.Default.DayOfWeek));
    }

    [JsonSourceGenerationOptions(UseStringEnumConverter = true)]
    [JsonSerializable(typeof(DayOfWeek))]
    internal sealed partial class Names : JsonSerializerContext;
}
