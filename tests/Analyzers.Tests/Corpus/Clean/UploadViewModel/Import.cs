using Runnel;

namespace Alpine.Photos;

public sealed record Album(string Folder);

public sealed record Photo(string Thumbnail, int Done, int Of);

public sealed record Rejection(string File, string Reason);

[Streams]
public sealed partial record ImportStreams(TaskStream<Photo> Imported, TaskStream<Rejection> Rejected);

public interface IDarkroom
{
    Task<string> DevelopAsync(string file, CancellationToken cancellationToken);
}

[Task("import-album")]
public sealed partial class Import(IDarkroom darkroom)
{
    public async Task<int> RunAsync(Album album, ImportStreams streams, CancellationToken cancellationToken)
    {
        var files = Directory.GetFiles(album.Folder, "*.jpg");
        var done = 0;
        await Parallel.ForEachAsync(files, cancellationToken, async (file, token) =>
        {
            try
            {
                var thumbnail = await darkroom.DevelopAsync(file, token);
                await streams.Imported.WriteAsync(new Photo(thumbnail, Interlocked.Increment(ref done), files.Length), token);
            }
            catch (InvalidDataException exception)
            {
                await streams.Rejected.WriteAsync(new Rejection(file, exception.Message), token);
            }
        });
        return done;
    }
}
