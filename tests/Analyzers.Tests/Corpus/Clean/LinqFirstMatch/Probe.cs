using Runnel;
using Part = Southridge.Video.TranscodeVideo.StreamPart;

namespace Southridge.Video;

public sealed record Clip(Uri Source, int Height);

public sealed record Segment(int Number, Uri Location, TimeSpan Length);

public sealed record Codec(string Name, int Bitrate);

[Streams]
public sealed partial record TranscodeStreams(TaskStream<Codec> Codecs, TaskStream<Segment> Segments, TaskStream<double> Progress);

public interface ITranscoder
{
    Task<IReadOnlyList<Codec>> ProbeAsync(Uri source, CancellationToken cancellationToken);

    IAsyncEnumerable<Segment> TranscodeAsync(Clip clip, IProgress<double> progress, CancellationToken cancellationToken);
}

[Task("transcode-video", Queue = "transcode", MaxDurationSeconds = 7200)]
public sealed partial class TranscodeVideo(ITranscoder transcoder)
{
    public async Task<TimeSpan> RunAsync(Clip clip, TranscodeStreams streams, CancellationToken cancellationToken)
    {
        foreach (var codec in await transcoder.ProbeAsync(clip.Source, cancellationToken))
        {
            await streams.Codecs.WriteAsync(codec, cancellationToken);
        }

        var latest = 0.0;
        var progress = new Progress<double>(value => Volatile.Write(ref latest, value));
        var length = TimeSpan.Zero;
        await foreach (var segment in transcoder.TranscodeAsync(clip, progress, cancellationToken))
        {
            length += segment.Length;
            await streams.Segments.WriteAsync(segment, cancellationToken);
            await streams.Progress.WriteAsync(Volatile.Read(ref latest), cancellationToken);
        }

        return length;
    }
}

public sealed class PlaybackService(TranscodeVideo.TaskClient transcode)
{
    /// <summary>Playing can begin with the third segment.</summary>
    public async Task<IReadOnlyList<Uri>> PrerollAsync(string runId, CancellationToken cancellationToken)
    {
        var segments = await transcode.SubscribeAsync(runId, cancellationToken: cancellationToken)
            .OfType<Part.Segments>()
            .Take(3)
            .Select(part => part.Chunk.Location)
            .ToListAsync(cancellationToken);
        return segments;
    }

    public async Task<bool> NeedsHardwareAsync(string runId, CancellationToken cancellationToken) =>
        await transcode.SubscribeAsync(runId, cancellationToken: cancellationToken)
            .TakeWhile(part => part is not Part.Segments)
            .AnyAsync(part => part is Part.Codecs { Chunk.Name: "av1" or "hevc", Chunk.Bitrate: > 20_000 }, cancellationToken);

    public async Task<double> ProgressAsync(string runId, CancellationToken cancellationToken)
    {
        var (done, until) = (0.0, DateTimeOffset.UtcNow);

        // What is in the log by now; the rest would be waited for.
        await foreach (var part in transcode.SubscribeAsync(runId, cancellationToken: cancellationToken).TakeWhile(part => part.Timestamp <= until))
        {
            done = part is Part.Progress(var value) ? value : done;
        }

        return done;
    }

    public async Task<Run<Clip, TimeSpan>> EndAsync(string runId, CancellationToken cancellationToken)
    {
        var last = await transcode.SubscribeAsync(runId, cancellationToken: cancellationToken).OfType<Part.Run>().LastAsync(cancellationToken);
        return last.Snapshot;
    }
}
