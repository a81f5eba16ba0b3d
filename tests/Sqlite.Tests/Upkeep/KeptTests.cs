using Runnel.Sqlite.Tests.Harness;
using Runnel.Storage;
using Runnel.Testing;

namespace Runnel.Sqlite.Tests.Upkeep;

/// <summary>What retention leaves, and what it takes along.</summary>
public sealed class KeptTests : IDisposable
{
    private static readonly TimeSpan Retention = TimeSpan.FromHours(1);

    private readonly StoreFolder folder = new();
    private readonly VirtualTime time = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task FinishedChild_StaysUntilItsParentHasEnded()
    {
        await using var store = Open();
        await store.CreateAsync([Work.Run("parent"), Work.Run("child") with { ParentId = "parent", Tags = ["tag"] }], Work.Token);
        await store.TakeAsync();
        await store.FinishAsync("child", 1);
        time.Advance(Retention * 3);
        await RemovedAsync(store);

        Assert.Equal(RunStatus.Completed, (await store.GetAsync("child", Work.Token))!.Status);
        Assert.Equal(2, (await store.ReadAllAsync("child")).Count);
        Assert.Equal(["child"], (await store.ListAsync(new() { ParentId = "parent" }, Work.Token)).Select(run => run.RunId));
        Assert.Equal(["child"], (await store.ListAsync(new() { Tag = "tag" }, Work.Token)).Select(run => run.RunId));

        await store.FinishAsync("parent", 1);
        await Assert.ThrowsAsync<RunGoneException>(async () => await store.GetAsync("child", Work.Token));
        await RemovedAsync(store, "child");
        Assert.NotNull(await store.GetAsync("parent", Work.Token));
        Assert.Equal(0, RawFile.Number(folder.File, "SELECT count(*) FROM tag"));
    }

    [Fact]
    public async Task ManyKeptChildren_DoNotHideWhatIsOver()
    {
        await using var store = Open();
        await store.CreateAsync("parent");
        await store.TakeAsync();
        await store.CreateAsync([.. Enumerable.Range(0, 200).Select(index => Work.Run($"child{index}") with { ParentId = "parent" }), Work.Run("alone")], Work.Token);
        foreach (var run in (await store.TakeAsync(token: 2, limit: 300)).Runs)
        {
            await store.MoveAsync(run.RunId, 1, RunStatus.Completed, token: 2);
        }

        time.Advance(Retention * 2);
        await RemovedAsync(store, "alone");

        Assert.Equal(201, RawFile.Number(folder.File, "SELECT count(*) FROM run"));
    }

    [Theory]
    [InlineData(RunStatus.Completed, CreateOutcome.Existing)]
    [InlineData(RunStatus.Failed, CreateOutcome.Created)]
    public async Task KeyOfARunThatWasRemoved_StandsIfItHadCompleted(RunStatus status, CreateOutcome expected)
    {
        await using var store = Open();
        await ClaimAsync(store, "first");
        await store.TakeAsync();
        await store.MoveAsync("first", 1, status);
        time.Advance(Retention * 2);
        await RemovedAsync(store, "first");

        Assert.Equal(expected, await ClaimAsync(store, "second"));
    }

    [Fact]
    public async Task KeysWhoseTimeIsOver_AreRemoved()
    {
        await using var store = Open();
        await ClaimAsync(store, "first");
        Assert.Equal(1, RawFile.Number(folder.File, "SELECT count(*) FROM claim"));

        time.Advance(TimeSpan.FromHours(10));
        await UntilAsync(store, "SELECT count(*) FROM claim");

        Assert.Equal(CreateOutcome.Created, await ClaimAsync(store, "second"));
    }

    private SqliteRunStore Open() => folder.Open(time, folder.Options with { Retention = Retention });

    private async Task<CreateOutcome> ClaimAsync(SqliteRunStore store, string id)
    {
        var claim = new IdempotencyClaim("key", "print", time.GetUtcNow() + TimeSpan.FromHours(9));
        return Assert.Single(await store.CreateAsync([Work.Run(id) with { Idempotency = claim }], Work.Token)).Outcome;
    }

    private Task RemovedAsync(SqliteRunStore store, string id = "nothing") =>
        UntilAsync(store, $"SELECT (SELECT count(*) FROM garbage) + (SELECT count(*) FROM run WHERE id = '{id}')");

    // A period of upkeep at least, whose steps stand between calls.
    private async Task UntilAsync(SqliteRunStore store, string left)
    {
        for (var turn = 0; turn < 20 || RawFile.Number(folder.File, left) > 0; turn++)
        {
            Assert.True(turn < 10_000, "It stays.");
            time.Advance(TimeSpan.FromSeconds(10));
            await store.RegisterAsync("somebody", TimeSpan.FromSeconds(30), Work.Token);
            await Task.Yield();
        }
    }
}
