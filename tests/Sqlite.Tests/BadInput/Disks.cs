using Runnel.Sqlite.Tests.Harness;
using Runnel.Storage;

namespace Runnel.Sqlite.Tests.BadInput;

public sealed class Disks
{
    [Fact]
    public async Task FullDisk_FailsAppendsUntilThereIsRoom()
    {
        using var disk = SmallDisk.Mount(kibibytes: 2048);
        using var folder = new StoreFolder();
        var options = new SqliteRunStoreOptions { Path = Path.Combine(disk.Path, "runnel.db") };
        var ballast = Path.Combine(disk.Path, "ballast");
        Shell.Run($"dd if=/dev/zero of='{ballast}' bs=1024 count=1024 2>/dev/null");
        var next = 1;
        await using (var store = folder.Open(options: options))
        {
            await store.StartAsync("run");
            var error = await Assert.ThrowsAsync<SqliteStoreException>(async () =>
            {
                for (; next < 1000; next++)
                {
                    await store.AppendAsync("run", next, Work.Body(20_000, seed: next));
                }
            });
            Assert.Contains("is full", error.Message, StringComparison.Ordinal);
            Assert.True(next > 5);
            await Assert.ThrowsAsync<SqliteStoreException>(() => store.AppendAsync("run", next, Work.Body(20_000, seed: next)));
            Assert.Equal(next, (await store.ReadAllAsync("run"))[^1].Last);

            File.Delete(ballast);

            var again = await store.AppendAsync("run", next, Work.Body(20_000, seed: next));
            Assert.Equal(AppendOutcome.Committed, again.Outcome);
            Assert.Equal(next + 1, (await store.ReadAllAsync("run"))[^1].Last);
        }

        RawFile.AssertIntact(options.Path);
    }

    [Fact]
    public async Task ReadOnlyDisk_IsSaidWhenTheFileIsOpened()
    {
        using var disk = SmallDisk.Mount(kibibytes: 4096);
        using var folder = new StoreFolder();
        var options = new SqliteRunStoreOptions { Path = Path.Combine(disk.Path, "runnel.db") };
        disk.MakeReadOnly();
        AssertRefused();
        disk.MakeWritable();
        await folder.Open(options: options).DisposeAsync();
        disk.MakeReadOnly();
        AssertRefused();
        disk.MakeWritable();
        await folder.Open(options: options).DisposeAsync();

        void AssertRefused()
        {
            var error = Assert.Throws<SqliteStoreException>(() => folder.Open(options: options));
            Assert.Contains(options.Path, error.Message, StringComparison.Ordinal);
            Assert.True(error.Message.Contains("cannot be written", StringComparison.Ordinal) || error.Message.Contains("cannot be opened", StringComparison.Ordinal), error.Message);
        }
    }
}
