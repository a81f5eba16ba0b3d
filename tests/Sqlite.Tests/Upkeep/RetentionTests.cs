using Runnel.Sqlite.Tests.Harness;
using Runnel.Storage;
using Runnel.Testing;

namespace Runnel.Sqlite.Tests.Upkeep;

public sealed class RetentionTests : IDisposable
{
    private readonly StoreFolder folder = new();
    private readonly VirtualTime time = new();

    private SqliteRunStoreOptions Options => folder.Options with { Retention = TimeSpan.FromHours(1) };

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task RunWhoseTimeIsOver_IsGoneAtOnce()
    {
        var id = RunIds.Create(time.GetUtcNow());
        await using var store = folder.Open(time, Options);
        await store.StartAsync(id);
        await store.FinishAsync(id, 1);

        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(RunStatus.Completed, (await store.GetAsync(id, Work.Token))!.Status);
        time.Advance(TimeSpan.FromTicks(1));

        await Assert.ThrowsAsync<RunGoneException>(async () => await store.GetAsync(id, Work.Token));
        Assert.Empty(await store.ListAsync(new(), Work.Token));
    }

    [Fact]
    public async Task UnknownRuns_AreGoneOnlyIfTheyAreOld()
    {
        await using var store = folder.Open(time, Options);
        Assert.Null(await store.GetAsync(RunIds.Create(time.GetUtcNow()), Work.Token));
        Assert.Null(await store.GetAsync("no id", Work.Token));
        await Assert.ThrowsAsync<RunGoneException>(async () => await store.GetAsync(RunIds.Create(time.GetUtcNow().AddHours(-2)), Work.Token));
        Assert.Empty((await store.ReadAsync(new("no id", 0), Work.Token)).Segments);
    }

    [Fact]
    public async Task WhatIsOver_IsRemovedInStepsAndTheRestStays()
    {
        await using (var store = folder.Open(time, Options))
        {
            await store.CreateAsync([.. Enumerable.Range(0, 200).Select(index => $"old{index:000}")]);
            await store.TakeAsync(limit: 200);
            for (var index = 0; index < 200; index++)
            {
                await store.AppendAsync($"old{index:000}", 1, Work.Body(20_000, seed: index));
                await store.FinishAsync($"old{index:000}", 2);
            }

            await store.AppendAsync(new OutsideAppend { RunId = "old000", OperationId = "late", Body = Work.Body() }, Work.Token);
            time.Advance(TimeSpan.FromMinutes(30));
            await store.CreateAsync("open", "recent");
            await store.TakeAsync(token: 2);
            await store.AppendAsync("recent", 1, change: new() { Status = RunStatus.Completed }, token: 2);
            var before = new FileInfo(folder.File).Length;
            time.Advance(TimeSpan.FromMinutes(31));

            await RemovedAsync(store);

            Assert.Equal(["recent", "open"], (await store.ListAsync(new(), Work.Token)).Select(run => run.RunId));
            Assert.Equal(2, (await store.ReadAllAsync("recent")).Count);
        }

        Assert.Equal(3, RawFile.Number(folder.File, "SELECT count(*) FROM log"));
        Assert.InRange(new FileInfo(folder.File).Length, 0, 2_000_000);
        RawFile.AssertIntact(folder.File);
    }

    [Fact]
    public async Task NumbersOfRemovedRuns_AreNotGivenAgain()
    {
        await using (var store = folder.Open(time, Options))
        {
            await store.StartAsync("old");
            await store.FinishAsync("old", 1);
            time.Advance(TimeSpan.FromHours(2));
            await RemovedAsync(store);
        }

        await using (var again = folder.Open(time, Options))
        {
            await again.CreateAsync("new");
        }

        Assert.Equal(2, RawFile.Number(folder.File, "SELECT no FROM run"));
        Assert.Equal(3, RawFile.Number(folder.File, "SELECT id FROM log"));
    }

    // Steps stand between calls, so that a few calls are answered before all is removed.
    private async Task RemovedAsync(SqliteRunStore store)
    {
        const string left = """
            SELECT (SELECT count(*) FROM garbage) + (SELECT count(*) FROM run WHERE id LIKE 'old%')
                + (SELECT freelist_count >= 256 AND freelist_count * 4 >= page_count FROM pragma_freelist_count, pragma_page_count)
            """;
        for (var turn = 0; RawFile.Number(folder.File, left) > 0; turn++)
        {
            Assert.True(turn < 10_000, "The runs stay.");
            time.Advance(TimeSpan.FromMilliseconds(1));
            await store.RegisterAsync("somebody", TimeSpan.FromSeconds(30), Work.Token);
            await Task.Yield();
        }
    }
}
