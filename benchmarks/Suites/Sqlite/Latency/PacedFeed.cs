using System.Diagnostics;
using Runnel.Benchmarks.Suites.Streams;

namespace Runnel.Benchmarks.Suites.Sqlite.Latency;

/// <summary>The streams of <see cref="PacedFeed"/>.</summary>
[Streams]
internal sealed partial record PacedStreams(TaskStream<Stamp> Stamps);

/// <summary>A chunk of 100 bytes of JSON that tells when it was written.</summary>
/// <param name="At">A timestamp of <see cref="Stopwatch"/>, which all processes of a machine share.</param>
/// <param name="Text">The rest of the 100 bytes.</param>
internal sealed record Stamp(long At, string Text)
{
    public static Stamp Now() => new(Stopwatch.GetTimestamp(), Texts.Of(0)[..70]);

    /// <summary>How long ago that was.</summary>
    public long Age() => Stopwatch.GetTimestamp() - At;
}

/// <summary>How many chunks <see cref="PacedFeed"/> is to write.</summary>
internal sealed record PacedOrder(int Chunks);

/// <summary>The task whose chunks are timed: it writes at the pace of a model that is asked, not as fast as it can.</summary>
[Task("paced-feed")]
internal sealed partial class PacedFeed(StartingGate gate)
{
    public async Task RunAsync(PacedOrder order, PacedStreams streams, CancellationToken cancellationToken)
    {
        await gate.Opened;
        await Pacer.RunAsync(order.Chunks, () =>
        {
            if (!streams.Stamps.WriteAsync(Stamp.Now(), cancellationToken).IsCompletedSuccessfully)
            {
                throw new InvalidOperationException("A chunk was not accepted at once, though almost nothing waits to be committed.");
            }
        });
    }
}
