using System.Threading.Channels;

namespace Runnel.Benchmarks.Suites.Streams;

/// <summary>The same hand-over through a channel.</summary>
internal static class ChannelFeed
{
    /// <summary>Writes each chunk to each channel.</summary>
    public static async Task WriteAsync(IReadOnlyList<Channel<string>> channels, int chunks, StartingGate gate)
    {
        await gate.Opened;
        for (var chunk = 0; chunk < chunks; chunk++)
        {
            var text = Texts.Of(chunk);
            foreach (var channel in channels)
            {
                await channel.Writer.WriteAsync(text);
            }
        }

        gate.ReportWritten();
    }

    /// <summary>Reads until all chunks came.</summary>
    public static async Task ReadAsync(Channel<string> channel, int chunks, StartingGate gate, Task hold)
    {
        var (read, characters) = (0, 0L);
        gate.ReportReader();
        await hold;
        await foreach (var text in channel.Reader.ReadAllAsync())
        {
            characters += text.Length;
            if (++read == chunks)
            {
                FeedSubscriber.Check(characters, chunks);
                return;
            }
        }
    }
}
