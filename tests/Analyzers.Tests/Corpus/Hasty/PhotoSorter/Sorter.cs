using Microsoft.Extensions.Hosting;
using Runnel;
using Part = Hasty.Photos.SortPhotos.StreamPart;

namespace Hasty.Photos;

public sealed record PhotoFolder(string Path);

public sealed record Sorted(string File, string Album);

[Streams]
public sealed partial record SortStreams(TaskStream<Sorted> Sorted, TaskStream<string> Duplicates);

public interface IVision
{
    IAsyncEnumerable<Sorted> SortAsync(string folder);

    IAsyncEnumerable<string> DuplicatesAsync(string folder);
}

[Task("sort-photos")]
public sealed partial class SortPhotos(IVision vision)
{
    public void Run(PhotoFolder folder, SortStreams streams)
    {
        streams.Sorted.Pipe(vision.SortAsync(folder.Path));
        streams.Sorted.Pipe(vision.SortAsync(folder.Path + "/old")); // review: one source a stream: a second Pipe throws; concatenate the sources
        vision.DuplicatesAsync(folder.Path); // review: never read, and Duplicates stays empty: this was to be piped
    }
}

public sealed class SorterService(SortPhotos.TaskClient photos) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1));
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var run = await photos.TriggerAsync(new PhotoFolder("/photos"), cancellationToken: stoppingToken);
            var sorted = 0;
            await foreach (var part in run.SubscribeAsync(cancellationToken: stoppingToken))
            {
                switch (part)
                {
                    case Part.Sorted({ File: var file, Album: var album }):
                        File.Move(file, Path.Combine(album, Path.GetFileName(file)));
                        sorted++;
                        break;
                    case Part.Duplicates(var file):
                        File.Delete(file);
                        break;
                    case Part.StreamEnded { Reason: StreamEndReason.Completed }: // review: also comes first when Duplicates ends; ask for the key, or wait for the run
                        Console.WriteLine($"{sorted} sorted");
                        return;
                    case Part.Run:
                        break;
                }
            }
        }
    }
}
