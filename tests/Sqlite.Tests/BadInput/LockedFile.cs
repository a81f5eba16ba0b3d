using Runnel.Sqlite.Database;
using Runnel.Sqlite.Tests.Harness;
using Runnel.Storage;

namespace Runnel.Sqlite.Tests.BadInput;

public sealed class LockedFile : IDisposable
{
    private readonly StoreFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task LockThatIsReleased_OnlyDelaysCalls()
    {
        await using var store = folder.Open();
        await store.StartAsync("run");
        Task<AppendResult> append;
        using (Hold())
        {
            append = store.AppendAsync("run", 1);
            Assert.Single(await store.ReadAllAsync("run"));
            Assert.False(append.IsCompleted);
        }

        Assert.Equal(AppendOutcome.Committed, (await append).Outcome);
        Assert.Equal(2, (await store.ReadAllAsync("run")).Count);
    }

    [Fact]
    public async Task LockThatIsHeldTooLong_IsSaidAndTheCallMadeAgainSucceeds()
    {
        await using var store = folder.Open(options: folder.Options with { BusyTimeout = TimeSpan.FromMilliseconds(50) });
        await store.StartAsync("run");
        using (Hold())
        {
            var error = await Assert.ThrowsAsync<SqliteStoreException>(() => store.AppendAsync("run", 1));
            Assert.Contains("locked by another program", error.Message, StringComparison.Ordinal);
            Assert.Contains(folder.File, error.Message, StringComparison.Ordinal);
            Assert.Contains("Nothing is lost", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(AppendOutcome.Committed, (await store.AppendAsync("run", 1)).Outcome);
        Assert.Equal(2, (await store.ReadAllAsync("run")).Count);
    }

    [Fact]
    public async Task LockWhileOpening_IsSaid()
    {
        await folder.Open().DisposeAsync();
        using (Hold())
        {
            Assert.Contains(
                "locked by another program",
                Assert.Throws<SqliteStoreException>(() => folder.Open(options: folder.Options with { BusyTimeout = TimeSpan.FromMilliseconds(50) })).Message,
                StringComparison.Ordinal);
        }

        await folder.Open().DisposeAsync();
    }

    private Connection Hold()
    {
        var other = Connection.Open(folder.File);
        other.BeginImmediate(TimeSpan.FromSeconds(5));
        return other;
    }
}
