using Runnel.Sqlite.Tests.Harness;
using Runnel.Storage;

namespace Runnel.Sqlite.Tests.Queues;

/// <summary>Two stores on one file, whose workers share the slots of a queue.</summary>
public sealed class SharedLimitTests : IAsyncLifetime
{
    private const int Limit = 3;
    private const int Runs = 60;

    private readonly StoreFolder folder = new();
    private SqliteRunStore[] stores = [];

    public async ValueTask InitializeAsync()
    {
        stores = [folder.Open(), folder.Open()];
        await stores[0].DeclareAsync("few", Limit, Work.TaskId);
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task RunsThatBeginWaitAndGoOn_AreNeverMoreThanTheLimit()
    {
        await stores[0].CreateAsync([.. Enumerable.Range(0, Runs).Select(index => $"run{index:000}")]);
        using var stop = new CancellationTokenSource();
        var watching = Task.Run(() => MostSlots(stop.Token));

        var done = await Task.WhenAll(Enumerable.Range(0, 6).Select(index => Task.Run(() => WorkAsync(stores[index % 2], $"worker{index}"))));

        await stop.CancelAsync();
        Assert.Equal(Runs, done.Sum());
        Assert.InRange(await watching, 1, Limit);
        await CloseAsync();
        Assert.Equal(0, RawFile.Number(folder.File, "SELECT count(*) FROM slot"));
        StoredLanes.AssertConsistent(folder.File);
    }

    [Fact]
    public async Task SlotsOfAClosedStore_AreTakenWhenTheFileIsOpenedAgain()
    {
        await stores[0].CreateAsync("a", "b", "c", "d", "e");
        Assert.Equal(["a", "b", "c"], await stores[0].TakeIdsAsync());
        await CloseAsync();
        Assert.Equal(Limit, StoredLanes.Slots(folder.File, "few"));

        stores = [folder.Open()];
        Assert.Empty(await stores[0].TakeIdsAsync(token: 2));
        await stores[0].FinishAsync("b", 1);
        Assert.Equal(["d"], await stores[0].TakeIdsAsync(token: 3));
    }

    [Fact]
    public async Task QueueThatIsDeclaredWhileRunsExecuteInIt_CountsThem()
    {
        await stores[0].CreateAsync([.. "abc".Select(id => Work.Run($"{id}") with { Queue = "later" })], Work.Token);
        Assert.Equal(["a", "b"], await stores[0].TakeIdsAsync(limit: 2));

        await stores[1].DeclareAsync("later", 2);

        Assert.Empty(await stores[0].TakeIdsAsync(token: 2));
        await stores[0].FinishAsync("a", 1);
        Assert.Equal(["c"], await stores[0].TakeIdsAsync(token: 3));
        StoredLanes.AssertConsistent(folder.File);
    }

    [Fact]
    public async Task TurnOfLanes_GoesOnInTheOtherStore()
    {
        await stores[0].CreateAsync(
            [.. from lane in "abc" from index in Enumerable.Range(0, 3) select Work.Run($"{lane}{index}") with { Queue = "keys", ConcurrencyKey = $"{lane}" }], Work.Token);

        var taken = new List<string>();
        for (var turn = 1; turn <= 9; turn++)
        {
            taken.AddRange(await stores[turn % 2].TakeIdsAsync(token: turn, limit: 1));
        }

        Assert.Equal(["a0", "b0", "c0", "a1", "b1", "c1", "a2", "b2", "c2"], taken);
    }

    // Each run waits once, so that it goes on against those that begin.
    private static async Task<int> WorkAsync(SqliteRunStore store, string worker)
    {
        var done = 0;
        var token = (long)worker[^1] * 1_000_000;
        for (var idle = 0; idle < 200;)
        {
            var ids = await store.TakeIdsAsync(++token, limit: 2, worker);
            idle = ids.Length == 0 ? idle + 1 : 0;
            foreach (var id in ids)
            {
                Assert.Equal(AppendOutcome.Committed, (await store.MoveAsync(id, 1, RunStatus.Waiting, token)).Outcome);
                while ((await store.MoveAsync(id, 2, RunStatus.Executing, token)).Outcome == AppendOutcome.NoSlot)
                {
                    await Task.Yield();
                }

                await store.MoveAsync(id, 3, RunStatus.Completed, token);
                done++;
            }

            await Task.Delay(1, Work.Token);
        }

        return done;
    }

    private long MostSlots(CancellationToken stop)
    {
        var most = 0L;
        while (!stop.IsCancellationRequested)
        {
            most = Math.Max(most, RawFile.Number(folder.File, "SELECT coalesce(max(n), 0) FROM (SELECT count(*) AS n FROM slot GROUP BY queue, key)"));
        }

        return most;
    }

    private async Task CloseAsync()
    {
        foreach (var store in stores)
        {
            await store.DisposeAsync();
        }

        stores = [];
    }
}
