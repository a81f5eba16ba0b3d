using Runnel.Storage;

namespace Runnel.Testing.Conformance.Cases;

/// <summary>Concurrency keys: each has a lane of the queue, and slots of its own.</summary>
internal static class ConcurrencyKeyCases
{
    public static IReadOnlyList<ConformanceCase> All { get; } = List();

    private static IReadOnlyList<ConformanceCase> List()
    {
        var cases = new CaseList(ConformanceArea.Queues);

        cases.Add("Each concurrency key has slots of its own, and so have runs without one", async store =>
        {
            await store.DeclareAsync(limit: 1);
            var runs = await Task.WhenAll(new[] { "a", "a", "b", null, "b", null }.Select(key => AddAsync(store, key)));

            Check.Set([runs[0], runs[2], runs[3]], await store.TakeIdsAsync(limit: 10));
            await store.TakesAsync();
        });
        cases.Add("A slot that one key's run gives back is that key's", async store =>
        {
            await store.DeclareAsync(limit: 1);
            foreach (var key in new[] { "a", "b", "a", "b" })
            {
                await AddAsync(store, key);
            }

            var ended = (await store.TakeUpAllAsync())[0];
            await ended.EndAsync();
            var next = await store.TakeUpNextAsync();

            Check.Equal((await store.HeadAsync(ended.RunId)).ConcurrencyKey, (await store.HeadAsync(next.RunId)).ConcurrencyKey);
            await store.TakesAsync();
        });
        cases.Add("One key in two queues is two lanes", async store =>
        {
            await store.DeclareAsync(limit: 1);
            await store.LimitAsync(limit: 1, "another");
            var own = await AddAsync(store, "key");
            var another = await store.AddAsync(2, run => run with { Queue = "another", ConcurrencyKey = "key" });

            Check.Set([own, another[0]], await store.TakeIdsAsync(limit: 10));
        });
        cases.Add("Keys that differ in case are different keys", async store =>
        {
            await store.DeclareAsync(limit: 1);
            string[] runs = [await AddAsync(store, "key"), await AddAsync(store, "Key")];

            Check.Set(runs, await store.TakeIdsAsync(limit: 10));
        });
        cases.Add("A run's head tells its key", async store =>
        {
            await store.DeclareAsync(limit: 1);
            var runId = await AddAsync(store, "o'brien 任务");

            Check.Equal("o'brien 任务", (await store.HeadAsync(runId)).ConcurrencyKey);
            await (await store.TakeUpNextAsync()).HandBackAsync();
            Check.Equal("o'brien 任务", (await store.HeadAsync(runId)).ConcurrencyKey);
        });
        cases.Add("A run that comes back waits in its key's lane", async store =>
        {
            await store.DeclareAsync(limit: 1);
            var first = await AddAsync(store, "a");
            var execution = await store.TakeUpNextAsync();
            var second = await AddAsync(store, "a");
            await execution.HandBackAsync();

            await store.TakesAsync(second);
            await store.TakesAsync();
            Check.Equal(RunStatus.Queued, (await store.HeadAsync(first)).Status);
        });
        cases.Add("A hundred keys execute at once under a limit of one", async store =>
        {
            await store.DeclareAsync(limit: 1);
            var number = 0;
            var runs = await store.AddAsync(200, run => run with { ConcurrencyKey = $"key {number++ / 2}" });

            Check.Set(runs.Where((_, index) => index % 2 == 0), await store.TakeIdsAsync(limit: 200));
        });

        return cases.All;
    }

    private static Task<string> AddAsync(StoreUnderTest store, string? key) => store.AddAsync(store.NewRun() with { ConcurrencyKey = key });
}
