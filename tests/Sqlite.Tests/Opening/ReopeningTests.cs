using Runnel.Sqlite.Tests.Harness;
using Runnel.Storage;

namespace Runnel.Sqlite.Tests.Opening;

public sealed class ReopeningTests
{
    [Fact]
    public async Task AfterDispose_EverythingIsThereInOneFile()
    {
        using var folder = new StoreFolder();
        long epoch;
        await using (var store = folder.Open())
        {
            await store.StartAsync("run");
            await store.AppendAsync("run", 1, Work.Body("first"));
            epoch = (await store.GetAsync("run", Work.Token))!.Epoch;
        }

        Assert.False(File.Exists(folder.File + "-wal"));
        await using var again = folder.Open();
        Assert.Equal(["{}", "first"], (await again.ReadAllAsync("run")).Texts());
        Assert.Equal(AppendOutcome.AlreadyCommitted, (await again.AppendAsync("run", 1)).Outcome);
        Assert.Equal(AppendOutcome.Committed, (await again.AppendAsync("run", 2)).Outcome);
        Assert.Equal(epoch, (await again.GetAsync("run", Work.Token))!.Epoch);
    }

    [Fact]
    public async Task AfterACrash_WhatWasAnsweredIsThere()
    {
        using var folder = new StoreFolder();
        await using var store = folder.Open();
        await store.StartAsync("run");
        for (var index = 1; index <= 50; index++)
        {
            await store.AppendAsync("run", index, Work.Body(5000, seed: index));
        }

        var crashed = folder.CopyAs("crashed.db");

        await using var again = folder.Open(options: folder.Options with { Path = crashed });
        Assert.Equal(51, (await again.ReadAllAsync("run"))[^1].Last);
        Assert.Equal(AppendOutcome.AlreadyCommitted, (await again.AppendAsync("run", 50)).Outcome);
        Assert.Equal((await store.GetAsync("run", Work.Token))!.Epoch, (await again.GetAsync("run", Work.Token))!.Epoch);
        Assert.Equal(["run"], await again.TakeIdsAsync());
    }

    [Fact]
    public async Task Dispose_WritesWhatWasAskedForBefore()
    {
        using var folder = new StoreFolder();
        var store = folder.Open();
        var calls = Enumerable.Range(0, 100).Select(index => store.CreateAsync($"run{index}")).ToList();
        store.Dispose();
        await Task.WhenAll(calls);

        await using var again = folder.Open();
        Assert.Equal(100, (await again.ListAsync(new() { Limit = 1000 }, Work.Token)).Count);
    }

    [Fact]
    public async Task CallsAfterDispose_SaySo()
    {
        using var folder = new StoreFolder();
        var store = folder.Open();
        await store.DisposeAsync();
        await store.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.CreateAsync("run"));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.GetAsync("run", Work.Token));
    }

    [Fact]
    public async Task StoresOpeningANewFileAtOnce_AllOpenIt()
    {
        using var folder = new StoreFolder();
        var stores = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => folder.Open())));
        await Task.WhenAll(stores.Select((store, index) => store.CreateAsync($"run{index}")));

        Assert.Equal(8, (await stores[3].ListAsync(new(), Work.Token)).Count);
        Assert.Single((await stores[3].ListAsync(new(), Work.Token)).Select(run => run.Epoch).Distinct());
        await Task.WhenAll(stores.Select(store => store.DisposeAsync().AsTask()));
        RawFile.AssertIntact(folder.File);
    }

    [Fact]
    public void NewFile_GivesBackRoomAndIsMarkedAsRunnels()
    {
        using var folder = new StoreFolder();
        folder.Open().Dispose();

        Assert.Equal(2, RawFile.Number(folder.File, "PRAGMA auto_vacuum"));
        Assert.Equal(0x52756E6C, RawFile.Number(folder.File, "PRAGMA application_id"));
    }
}
