using Runnel;

namespace Wide.Photos;

public sealed record Picture(string File, IReadOnlyList<int> Sizes);

public sealed record Thumbnail(string File, int Size);

[Streams]
public sealed partial record ThumbnailStreams(TaskStream<Thumbnail> Thumbnails);

public interface IImages
{
    Task<Thumbnail> ScaleAsync(string file, int size, CancellationToken cancellationToken);
}

[Task("make-thumbnails")]
public sealed partial class MakeThumbnails(IImages images)
{
    public async Task<int> RunAsync(Picture picture, ThumbnailStreams streams, CancellationToken cancellationToken)
    {
        foreach (var size in picture.Sizes)
        {
            await streams.Thumbnails.WriteAsync(await images.ScaleAsync(picture.File, size, cancellationToken), cancellationToken);
        }

        return picture.Sizes.Count;
    }
}
