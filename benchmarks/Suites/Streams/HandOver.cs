using System.Threading.Channels;
using Runnel.Benchmarks.Measuring;

namespace Runnel.Benchmarks.Suites.Streams;

/// <summary>One writer, one live subscriber.</summary>
internal sealed class HandOver(int chunks) : Comparison
{
    public override string Name => "1 live subscriber";

    public override string Beside => "Channel<string>, unbounded";

    public override IReadOnlyList<Metric> Metrics { get; } = LapTime.Metrics("chunk", "chunks", Aim.AtLeast(0.5));

    public override async Task<double[]> RunOursAsync()
    {
        var gate = new StartingGate(readers: 1);
        await using var host = await FeedHost.StartAsync(gate);
        var run = await host.Client.TriggerAsync(new FeedOrder(chunks));
        var reader = FeedSubscriber.ReadAsync(run, chunks, gate, hold: Task.CompletedTask);
        await gate.WhenReadyAsync(reader);
        var lap = gate.Open();
        await reader;
        return lap.Stop().Of(chunks);
    }

    public override async Task<double[]> RunBesideAsync()
    {
        var gate = new StartingGate(readers: 1);
        var channel = Channel.CreateUnbounded<string>();
        var writer = ChannelFeed.WriteAsync([channel], chunks, gate);
        var reader = Task.Run(() => ChannelFeed.ReadAsync(channel, chunks, gate, hold: Task.CompletedTask));
        await gate.WhenReadyAsync(reader);
        var lap = gate.Open();
        await reader;
        var readings = lap.Stop().Of(chunks);
        await writer;
        return readings;
    }
}
