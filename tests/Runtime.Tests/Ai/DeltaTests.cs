using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Runnel.Tests.Ai;

/// <summary>Deltas, of which a stream consists: long ones, cut ones, and what each costs.</summary>
public sealed class DeltaTests
{
    private static readonly JsonTypeInfo<ITextStreamPart<WeatherTools>> Type =
        (JsonTypeInfo<ITextStreamPart<WeatherTools>>)WeatherTools.Json().GetTypeInfo(typeof(ITextStreamPart<WeatherTools>));

    [Fact]
    public void ALongText_ComesBack()
    {
        var text = string.Concat(Enumerable.Repeat("\"Grüße\"\\ ☂🌧\n", 100_000));

        var part = JsonSerializer.Deserialize(JsonSerializer.Serialize(new TextDelta(text), Type), Type);

        Assert.Equal(new TextDelta(text), part);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task APartThatArrivesInPieces_IsRead(bool typeIsLast)
    {
        var parts = Enumerable.Range(0, 20).Select(n => new TextDelta(new string('☂', n * 50)) { Id = $"t{n / 7}" }).ToList();
        var json = string.Join(',', parts.Select(part => typeIsLast
            ? $$"""{"providerMetadata":{"x":[{{new string('1', 200)}},"type"]},"text":"{{part.Text}}","id":"{{part.Id}}","type":"text-delta"}"""
            : JsonSerializer.Serialize(part, Type)));
        using var stream = new OneByteAtATime(Encoding.UTF8.GetBytes($"[{json}]"));

        var read = await JsonSerializer.DeserializeAsyncEnumerable(stream, Type).ToListAsync();

        Assert.Equal(parts, read);
    }

    [Fact]
    public void BlocksThatAlternate_KeepTheirIds()
    {
        TextDelta[] parts = [new("a"), new("b") { Id = "1" }, new("c"), new("d") { Id = "" }, new("e") { Id = "é\"" }, new("f") { Id = "1" }];

        Assert.Equal(parts, parts.Select(part => JsonSerializer.Deserialize(JsonSerializer.Serialize(part, Type), Type)));
    }

    [Fact]
    public void ADeltaCosts_NothingToWrite_AndItselfToRead()
    {
        const int Count = 1000;
        var part = new TextDelta("word ") { Id = "msg_0123456789" };
        var buffer = new ArrayBufferWriter<byte>(1024);
        using var writer = new Utf8JsonWriter(buffer);
        JsonSerializer.Serialize(writer, part, Type);
        writer.Flush();
        var json = buffer.WrittenSpan.ToArray();
        long written = 0, read = 0;
        for (var round = 0; round < 3; round++)
        {
            written = Measure(() =>
            {
                buffer.ResetWrittenCount();
                writer.Reset();
                JsonSerializer.Serialize(writer, part, Type);
                writer.Flush();
            });
            read = Measure(() => JsonSerializer.Deserialize(json, Type));
        }

        // 32 bytes the part, 32 its text.
        Assert.Equal((0, 64), (written / Count, read / Count));

        static long Measure(Action once)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var n = 0; n < Count; n++)
            {
                once();
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    private sealed class OneByteAtATime(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(1, buffer.Length)], cancellationToken);
    }
}
