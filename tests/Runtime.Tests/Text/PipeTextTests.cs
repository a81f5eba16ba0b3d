using System.Text;
using Runnel.Tests.Simulation;

namespace Runnel.Tests.Text;

/// <summary>Bytes become text as they arrive, whole characters only.</summary>
public sealed class PipeTextTests
{
    private const string OneToFourBytes = "aé€😀z";

    [Fact]
    public void ATextCutAnywhere_IsPutTogether() => SimulatedThread.ForEachSeed(1, async thread =>
    {
        var bytes = Encoding.UTF8.GetBytes(OneToFourBytes);
        for (var first = 0; first <= bytes.Length; first++)
        {
            for (var second = first; second <= bytes.Length; second++)
            {
                var chunks = await PipeAsync(thread, new PiecewiseStream(bytes[..first], bytes[first..second], bytes[second..]));

                Assert.Equal(OneToFourBytes, string.Concat(chunks));
                Assert.All(chunks, chunk => Assert.NotEmpty(chunk));
                Assert.All(chunks, chunk => Assert.False(char.IsLowSurrogate(chunk[0]) || char.IsHighSurrogate(chunk[^1])));
            }
        }
    });

    [Fact]
    public void ByteByByte_TextArrivesWithItsLastByte() => SimulatedThread.ForEachSeed(1, async thread =>
        Assert.Equal(["a", "é", "€", "😀", "z"], await PipeAsync(thread, new PiecewiseStream([.. Encoding.UTF8.GetBytes(OneToFourBytes).Select(value => new[] { value })]))));

    [Fact]
    public void AByteOrderMark_IsLeftOut_AtTheBeginningAlone() => SimulatedThread.ForEachSeed(1, async thread =>
    {
        byte[] mark = [0xEF, 0xBB, 0xBF];

        Assert.Equal("a", string.Concat(await PipeAsync(thread, new PiecewiseStream([.. mark, (byte)'a']))));
        Assert.Equal("a", string.Concat(await PipeAsync(thread, new PiecewiseStream(mark[..1], mark[1..], "a"u8.ToArray()))));
        Assert.Equal("a\uFEFF", string.Concat(await PipeAsync(thread, new PiecewiseStream([.. "a"u8, .. mark]))));
        Assert.Empty(await PipeAsync(thread, new PiecewiseStream(mark)));
    });

    [Fact]
    public void BytesThatAreNoText_AreReplaced() => SimulatedThread.ForEachSeed(1, async thread =>
    {
        Assert.Equal("a\uFFFDb", string.Concat(await PipeAsync(thread, new PiecewiseStream([(byte)'a', 0xFF, (byte)'b']))));
        Assert.Equal("a\uFFFD", string.Concat(await PipeAsync(thread, new PiecewiseStream([(byte)'a', 0xE2, 0x82]))));
    });

    [Fact]
    public void ALongText_ComesInBufferfuls() => SimulatedThread.ForEachSeed(1, async thread =>
    {
        var text = string.Concat(Enumerable.Repeat(OneToFourBytes, 5000));

        var chunks = await PipeAsync(thread, new MemoryStream(Encoding.UTF8.GetBytes(text)));

        Assert.Equal(text, string.Concat(chunks));
        Assert.InRange(chunks.Count, low: 2, high: 20);
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TheSource_IsDisposed_UnlessItIsToStayOpen(bool leaveOpen) => SimulatedThread.ForEachSeed(1, async thread =>
    {
        var source = new PiecewiseStream("a"u8.ToArray());
        await PipeAsync(thread, source, leaveOpen);

        Assert.Equal(!leaveOpen, source.IsDisposed);
    });

    private static async Task<List<string>> PipeAsync(SimulatedThread thread, Stream source, bool leaveOpen = false)
    {
        var host = await SimulatedHost.StartAsync(thread, async (_, streams, _, _) =>
        {
            await streams.Text.PipeText(source, leaveOpen).Completion;
            return Reply.Done;
        });
        return (await (await host.Client.TriggerAsync(new Question("?"))).PartsAsync()).Texts();
    }
}
