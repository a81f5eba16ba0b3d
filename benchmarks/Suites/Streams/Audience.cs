using System.Threading.Channels;

namespace Runnel.Benchmarks.Suites.Streams;

/// <summary>Many readers of one writer.</summary>
internal sealed class Audience(int size, int chunks, Task hold)
{
    public StartingGate Gate { get; } = new(size);

    /// <summary>Starts a run to which all subscribe.</summary>
    /// <returns>What completes when everybody has read everything.</returns>
    public async Task<Task> SubscribeAsync(FeedHost host)
    {
        var run = await host.Client.TriggerAsync(new FeedOrder(chunks));
        return Task.WhenAll(Enumerable.Range(0, size).Select(_ => Task.Run(() => FeedSubscriber.ReadAsync(run, chunks, Gate, hold))));
    }

    /// <summary>Each has a channel, and the writer writes to all of them.</summary>
    /// <returns>What completes when everybody has read everything.</returns>
    public Task SubscribeToChannels()
    {
        var channels = Enumerable.Range(0, size).Select(_ => Channel.CreateUnbounded<string>()).ToArray();
        var writer = ChannelFeed.WriteAsync(channels, chunks, Gate);
        return Task.WhenAll(channels.Select(channel => Task.Run(() => ChannelFeed.ReadAsync(channel, chunks, Gate, hold))).Append(writer));
    }
}
