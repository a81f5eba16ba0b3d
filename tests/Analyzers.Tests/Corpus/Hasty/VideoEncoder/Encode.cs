using System.Runtime.CompilerServices;
using Runnel;
using Part = Hasty.Video.EncodeVideo.StreamPart;

namespace Hasty.Video;

public sealed record Clip(string Path, int Height);

public sealed record Progress(int Frame, int Of);

[Streams]
public sealed partial record EncodeStreams(TaskStream<Progress> Progress, TaskStream<string> Warnings, TaskStream<TimeSpan> Alive);

public interface IEncoder
{
    IAsyncEnumerable<Progress> EncodeAsync(Clip clip, string target, CancellationToken cancellationToken);

    IReadOnlyList<string> Warnings { get; }
}

[Task("encode-video")]
public sealed partial class EncodeVideo(IEncoder encoder)
{
    public async Task<string> RunAsync(Clip clip, EncodeStreams streams, CancellationToken cancellationToken)
    {
        streams.Alive.Pipe(BeatAsync(cancellationToken)); // review: beats on when the video is done, and holds the run until it is cut off; stop it with a token of its own
        var target = Path.ChangeExtension(clip.Path, $".{clip.Height}p.mp4");
        await streams.Progress.Pipe(encoder.EncodeAsync(clip, target, cancellationToken)).Completion;
        foreach (var warning in encoder.Warnings)
        {
            await streams.Warnings.WriteAsync(warning, cancellationToken);
        }

        return target;
    }

    private static async IAsyncEnumerable<TimeSpan> BeatAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var started = DateTime.UtcNow;
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(5));
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            yield return DateTime.UtcNow - started;
        }
    }
}

public sealed class EncodeCommand(EncodeVideo.TaskClient videos, TextWriter output)
{
    public int Execute(string path)
    {
        var run = videos.TriggerAsync(new Clip(path, 720)).Result; // review: blocks; a command may be async
        FollowAsync(run.SubscribeAsync()).Wait();
        var result = run.WaitAsync().GetAwaiter().GetResult(); // review: the same
        return result.IsSuccess ? 0 : 1;
    }

    private async Task FollowAsync(IAsyncEnumerable<Part> parts)
    {
        await foreach (var part in parts)
        {
            switch (part) // review: warnings were added to the task last month and are shown nowhere
            {
                case Part.Progress({ Frame: var frame, Of: var all }):
                    await output.WriteAsync($"\r{frame}/{all}");
                    break;
                case Part.Alive:
                    break;
                case Part.StreamEnded { Error: { } error }:
                    await output.WriteLineAsync(error.Message);
                    break;
            }
        }
    }
}
