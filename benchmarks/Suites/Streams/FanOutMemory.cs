using Runnel.Benchmarks.Measuring;

namespace Runnel.Benchmarks.Suites.Streams;

/// <summary>
/// One writer, many subscribers that lag behind: the managed heap's growth from before there is a run, or a channel, to when everything is
/// written and nobody has read a chunk. The run's log, its copy in memory and the subscriptions count; the strings, made before, do not.
/// Then everybody reads.
/// </summary>
internal sealed class FanOutMemory(int subscribers, int chunks) : Comparison
{
    public override string Name => $"{subscribers:N0} lagging subscribers";

    public override string Beside => "a Channel<string> for each";

    public override IReadOnlyList<Metric> Metrics { get; } =
    [
        new("heap held", "MB", Aim.AtMost(0.05)),
        new("read then", "deliveries/s"),
    ];

    public override async Task<double[]> RunOursAsync()
    {
        var hold = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var audience = new Audience(subscribers, chunks, hold.Task);
        await using var host = await FeedHost.StartAsync(audience.Gate);
        var before = Heap.LiveBytes();
        return await MeasureAsync(audience, await audience.SubscribeAsync(host), before, hold);
    }

    public override async Task<double[]> RunBesideAsync()
    {
        var hold = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var audience = new Audience(subscribers, chunks, hold.Task);
        var before = Heap.LiveBytes();
        return await MeasureAsync(audience, audience.SubscribeToChannels(), before, hold);
    }

    private async Task<double[]> MeasureAsync(Audience audience, Task readers, long before, TaskCompletionSource hold)
    {
        await audience.Gate.WhenReadyAsync(readers);
        audience.Gate.Open();
        await audience.Gate.Written;
        var held = Heap.LiveBytes() - before;
        var lap = Lap.Start();
        hold.SetResult();
        await readers;
        return [held / 1e6, lap.Stop().Of((long)subscribers * chunks)[0]];
    }
}
