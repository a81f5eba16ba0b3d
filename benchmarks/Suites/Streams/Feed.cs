namespace Runnel.Benchmarks.Suites.Streams;

/// <summary>The streams of <see cref="Feed"/>.</summary>
[Streams]
internal sealed partial record FeedStreams(TaskStream<string> Text);

/// <summary>How many chunks <see cref="Feed"/> is to write.</summary>
internal sealed record FeedOrder(int Chunks);

/// <summary>The task that is measured: as soon as its subscribers are there, it writes one chunk after the other.</summary>
[Task("feed")]
internal sealed partial class Feed(StartingGate gate)
{
    public async Task RunAsync(FeedOrder order, FeedStreams streams, CancellationToken cancellationToken)
    {
        await gate.Opened;
        for (var chunk = 0; chunk < order.Chunks; chunk++)
        {
            await streams.Text.WriteAsync(Texts.Of(chunk), cancellationToken);
        }

        await streams.Text.FlushAsync(cancellationToken);
        gate.ReportWritten();
    }
}
