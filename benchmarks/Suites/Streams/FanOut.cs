using Runnel.Benchmarks.Measuring;

namespace Runnel.Benchmarks.Suites.Streams;

/// <summary>One writer, many live subscribers, each of which reads everything.</summary>
internal sealed class FanOut(int subscribers, int chunks) : Comparison
{
    public override string Name => $"{subscribers:N0} live subscribers";

    public override string Beside => "a Channel<string> for each";

    public override IReadOnlyList<Metric> Metrics { get; } = LapTime.Metrics("delivery", "deliveries", Aim.AtLeast(5));

    public override async Task<double[]> RunOursAsync()
    {
        var audience = new Audience(subscribers, chunks, hold: Task.CompletedTask);
        await using var host = await FeedHost.StartAsync(audience.Gate);
        return await MeasureAsync(audience, await audience.SubscribeAsync(host));
    }

    public override async Task<double[]> RunBesideAsync()
    {
        var audience = new Audience(subscribers, chunks, hold: Task.CompletedTask);
        return await MeasureAsync(audience, audience.SubscribeToChannels());
    }

    private async Task<double[]> MeasureAsync(Audience audience, Task readers)
    {
        await audience.Gate.WhenReadyAsync(readers);
        var lap = audience.Gate.Open();
        await readers;
        return lap.Stop().Of((long)subscribers * chunks);
    }
}
