using Microsoft.Extensions.Logging;
using Runnel;

namespace Fineart.Restore;

public sealed record Painting(string Id, int Layers);

public sealed record Progress(string Phase, double Share);

[Streams]
public sealed partial record RestoreStreams(TaskStream<Progress> Progress, TaskStream<byte[]> Previews);

/// <summary>Progress of several phases as one; each percent is told once.</summary>
public sealed class ProgressReporter(TaskStream<Progress> stream, CancellationToken cancellationToken)
{
    private readonly TaskStream<Progress> stream = stream;
    private (string Phase, int Percent) last = ("", -1);

    public async ValueTask ReportAsync(string phase, double share)
    {
        var next = (phase, (int)(share * 100));
        if (next != last)
        {
            last = next;
            await stream.WriteAsync(new Progress(phase, share), cancellationToken);
        }
    }
}

public sealed class Restorer : IAsyncDisposable
{
    private readonly RestoreStreams streams;
    private readonly ProgressReporter progress;
    private readonly MemoryStream canvas = new();

    public Restorer(RestoreStreams streams, CancellationToken cancellationToken)
    {
        this.streams = streams;
        progress = new ProgressReporter(streams.Progress, cancellationToken);
    }

    public async Task CleanAsync(Painting painting, CancellationToken cancellationToken)
    {
        for (var layer = 0; layer < painting.Layers; layer++)
        {
            await progress.ReportAsync("clean", (double)layer / painting.Layers);
            canvas.WriteByte((byte)layer);
            await streams.Previews.WriteAsync(canvas.ToArray(), cancellationToken);
        }

        await progress.ReportAsync("clean", 1);
    }

    public async Task VarnishAsync() => await progress.ReportAsync("varnish", 1);

    public async ValueTask DisposeAsync() => await canvas.DisposeAsync();
}

[Task("restore-painting")]
public sealed partial class RestorePainting
{
    public async Task RunAsync(Painting painting, RestoreStreams streams, CancellationToken cancellationToken)
    {
        await using var restorer = new Restorer(streams, cancellationToken);
        await restorer.CleanAsync(painting, cancellationToken);
        await restorer.VarnishAsync();
    }
}

public sealed class Gallery(RestorePainting.TaskClient restorations, ILogger<Gallery> logger)
{
    public async Task ShowAsync(string runId, string folder, CancellationToken cancellationToken)
    {
        var number = 0;
        await foreach (var part in restorations.SubscribeAsync(runId, cancellationToken: cancellationToken))
        {
            if (part is RestorePainting.StreamPart.Previews({ Length: > 0 } image))
            {
                await File.WriteAllBytesAsync(Path.Combine(folder, $"{++number:000}.png"), image, cancellationToken);
            }
            else if (part is RestorePainting.StreamPart.Progress((var phase, var share)))
            {
                logger.LogInformation("{Phase}: {Share:P0}", phase, share);
            }
            else if (part is RestorePainting.StreamPart.StreamEnded { Reason: StreamEndReason.Superseded, Key: "previews" })
            {
                number = 0;
            }
            else if (part is RestorePainting.StreamPart.Run({ Error: { } error }))
            {
                logger.LogError("The restoration failed: {Error}", error);
            }
        }
    }
}
