using Runnel.Sqlite.Tests.Harness;

namespace Runnel.Sqlite.Tests.Upkeep;

public sealed class CheckpointTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task ConstantWrites_DoNotLetTheLogGrowWithoutEnd(int stores)
    {
        using var folder = new StoreFolder();
        var open = Enumerable.Range(0, stores).Select(_ => folder.Open()).ToList();
        await open[0].StartAsync("run");
        var longest = 0L;
        for (var index = 1; index <= 1500; index++)
        {
            await open[index % stores].AppendAsync("run", index, Work.Body(100_000, seed: index));
            longest = Math.Max(longest, new FileInfo(folder.File + "-wal").Length);
            if (index % 50 == 0)
            {
                await open[index % stores].ReadAsync(new("run", 0), Work.Token);
            }
        }

        // 150 MB were written. Commits wait for the copying once 64 MiB have gathered; what one store wrote, another learns with its next copying.
        Assert.InRange(longest, 1, 100_000_000);
        Assert.Equal(1501, (await open[0].ReadAllAsync("run"))[^1].Last);
        foreach (var store in open)
        {
            await store.DisposeAsync();
        }

        RawFile.AssertIntact(folder.File);
    }
}
