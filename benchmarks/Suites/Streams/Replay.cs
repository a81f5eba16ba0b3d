using Runnel.Benchmarks.Measuring;
using Part = Runnel.Benchmarks.Suites.Streams.Feed.StreamPart;

namespace Runnel.Benchmarks.Suites.Streams;

/// <summary>A run that is over, read from its beginning.</summary>
internal sealed class Replay(int chunks) : Comparison
{
    private FeedHost host = null!;
    private string runId = "";

    public override string Name => $"replay of {chunks:N0} chunks";

    public override string Beside => "IAsyncEnumerable that decodes";

    public override IReadOnlyList<Metric> Metrics { get; } = LapTime.Metrics("chunk", "chunks", Aim.AtLeast(0.5));

    public override async Task PrepareAsync()
    {
        var gate = new StartingGate(readers: 0);
        host = await FeedHost.StartAsync(gate);
        var run = await host.Client.TriggerAsync(new FeedOrder(chunks));
        runId = run.Id;
        await run.WaitAsync();
    }

    public override async Task<double[]> RunOursAsync()
    {
        var lap = Lap.Start();
        var (read, characters) = (0, 0L);
        await foreach (var part in host.Client.SubscribeAsync(runId))
        {
            if (part is Part.Text(var text))
            {
                read++;
                characters += text.Length;
            }
        }

        FeedSubscriber.Check(characters, chunks);
        return lap.Stop().Of(read);
    }

    public override async Task<double[]> RunBesideAsync()
    {
        var lap = Lap.Start();
        var (read, characters) = (0, 0L);
        await foreach (var text in StoredTexts.DecodeAsync(host.Store, runId))
        {
            read++;
            characters += text.Length;
        }

        FeedSubscriber.Check(characters, chunks);
        return lap.Stop().Of(read);
    }

    public override ValueTask DisposeAsync() => host.DisposeAsync();
}
