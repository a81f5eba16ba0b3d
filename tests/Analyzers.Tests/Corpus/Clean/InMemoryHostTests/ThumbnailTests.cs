using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Runnel;
using Xunit;
using Part = Wide.Photos.MakeThumbnails.StreamPart;

namespace Wide.Photos.Tests;

public sealed class ThumbnailTests : IAsyncLifetime
{
    private readonly FakeImages images = new();
    private IHost host = null!;

    private MakeThumbnails.TaskClient Thumbnails => host.Services.GetRequiredService<MakeThumbnails.TaskClient>();

    public async ValueTask InitializeAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton<IImages>(images);
        builder.Services.AddRunnel(runnel => runnel.UseInMemory().AddTasks());
        host = builder.Build();
        await host.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }

    [Fact]
    public async Task EachSizeIsStreamed()
    {
        var run = await Thumbnails.TriggerAsync(new Picture("cat.jpg", [64, 128]));

        var parts = await run.SubscribeAsync().ToListAsync();

        Assert.Equal(["cat.jpg@64", "cat.jpg@128"], parts.OfType<Part.Thumbnails>().Select(part => part.Chunk.File));
        var end = Assert.Single(parts.OfType<Part.StreamEnded>());
        Assert.Equal(("thumbnails", StreamEndReason.Completed), (end.Key, end.Reason));
        Assert.IsType<Part.Run>(parts[0]);
        Assert.True(parts[^1] is Part.Run { Snapshot: { Status: RunStatus.Completed, Output: 2 } });
    }

    [Fact]
    public async Task AnImageThatCannotBeReadFailsTheRun()
    {
        images.Failure = new InvalidDataException("not an image");

        var result = await Thumbnails.TriggerAndWaitAsync(new Picture("note.txt", [64]), new TriggerOptions { MaxAttempts = 1 });

        Assert.False(result.IsSuccess);
        Assert.Equal("not an image", result.Error.Message);
        Assert.Throws<TaskFailedException>(() => result.GetOutputOrThrow());
    }

    [Fact]
    public async Task TheSamePictureIsDoneOnce()
    {
        var options = new TriggerOptions { IdempotencyKey = "cat" };
        var first = await Thumbnails.TriggerAsync(new Picture("cat.jpg", [64]), options);
        var second = await Thumbnails.TriggerAsync(new Picture("cat.jpg", [64]), options);

        Assert.Equal(first.Id, second.Id);
        Assert.Equal(1, (await second.WaitAsync()).GetOutputOrThrow());
        Assert.Single(await Thumbnails.ReadThumbnailsAsync(first.Id).ToListAsync());
    }

    private sealed class FakeImages : IImages
    {
        public Exception? Failure { get; set; }

        public Task<Thumbnail> ScaleAsync(string file, int size, CancellationToken cancellationToken) =>
            Failure is null ? Task.FromResult(new Thumbnail($"{file}@{size}", size)) : Task.FromException<Thumbnail>(Failure);
    }
}
