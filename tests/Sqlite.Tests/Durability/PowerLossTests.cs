using Runnel.Sqlite.Tests.Harness;
using Runnel.Storage;

namespace Runnel.Sqlite.Tests.Durability;

/// <summary>A power loss takes commits back that were not on disk: an older state of the file, found by another boot of the machine.</summary>
public sealed class PowerLossTests : IDisposable
{
    private readonly StoreFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task UncleanFileOfAnotherBoot_GivesRunsThatHadNotEndedANewEpoch()
    {
        await using var store = folder.Open();
        await store.CreateAsync("ended", "open");
        await store.TakeAsync();
        await store.FinishAsync("ended", 1);
        var before = await EpochsAsync(store);
        var older = folder.CopyAs("older.db");

        await using var again = Reopen(older, "next boot");
        var after = await EpochsAsync(again);
        Assert.Equal(before["ended"], after["ended"]);
        Assert.NotEqual(before["open"], after["open"]);
        await again.CreateAsync("new");
        Assert.Equal(after["open"], (await again.GetAsync("new", Work.Token))!.Epoch);
    }

    [Fact]
    public async Task SecondOpenerAfterTheBoot_LeavesTheEpoch()
    {
        await using var store = folder.Open();
        await store.CreateAsync("open");
        var older = folder.CopyAs("older.db");

        await using var first = Reopen(older, "next boot");
        var epoch = (await EpochsAsync(first))["open"];
        await using var second = Reopen(older, "next boot");
        Assert.Equal(epoch, (await EpochsAsync(second))["open"]);
    }

    [Fact]
    public async Task SameBootAndCleanFiles_KeepTheEpoch()
    {
        long epoch;
        await using (var store = folder.Open())
        {
            await store.CreateAsync("open");
            epoch = (await EpochsAsync(store))["open"];
            await using var crashed = Reopen(folder.CopyAs("crashed.db"), StoreFolder.Boot);
            Assert.Equal(epoch, (await EpochsAsync(crashed))["open"]);
        }

        await using var clean = folder.Open(boot: "next boot");
        Assert.Equal(epoch, (await EpochsAsync(clean))["open"]);
    }

    [Fact]
    public async Task FileOfAStoreThatWaitsForTheDisk_KeepsTheEpoch()
    {
        var options = folder.Options with { Durability = SqliteDurability.PowerLoss };
        await using var store = folder.Open(options: options);
        await store.CreateAsync("open");
        var epoch = (await EpochsAsync(store))["open"];

        await using var again = folder.Open(options: options with { Path = folder.CopyAs("copy.db") }, boot: "next boot");
        Assert.Equal(epoch, (await EpochsAsync(again))["open"]);
    }

    [Fact]
    public async Task StoreThatGoesOnAfterAnotherClosedCleanly_IsNotTakenForClean()
    {
        await using var store = folder.Open();
        await folder.Open().DisposeAsync();
        await store.CreateAsync("open");
        var epoch = (await EpochsAsync(store))["open"];

        await using var again = Reopen(folder.CopyAs("older.db"), "next boot");
        Assert.NotEqual(epoch, (await EpochsAsync(again))["open"]);
    }

    private SqliteRunStore Reopen(string path, string boot) => folder.Open(options: folder.Options with { Path = path }, boot: boot);

    private static async Task<Dictionary<string, long>> EpochsAsync(SqliteRunStore store) =>
        (await store.ListAsync(new RunQuery(), Work.Token)).ToDictionary(run => run.RunId, run => run.Epoch);
}
