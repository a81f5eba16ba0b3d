using Runnel.Storage;

namespace Runnel.Testing.Conformance.Cases;

/// <summary>Within a lane the higher priority goes first.</summary>
internal static class PriorityCases
{
    public static IReadOnlyList<ConformanceCase> All { get; } = List();

    private static IReadOnlyList<ConformanceCase> List()
    {
        var cases = new CaseList(ConformanceArea.Queues);

        cases.Add("Within a lane the higher priority goes first", async store =>
        {
            await store.RegisterAsync();
            var runs = await AddAsync(store, 0, 5, -3, 10, int.MinValue, int.MaxValue);

            await store.TakesAsync(runs[5], runs[3], runs[1], runs[0], runs[2], runs[4]);
        });
        cases.Add("Within a priority the run goes first that has been ready longest", async store =>
        {
            await store.RegisterAsync();
            var runs = await AddAsync(store, 1, 2, 1, 2, 1);

            await store.TakesAsync(runs[1], runs[3], runs[0], runs[2], runs[4]);
        });
        cases.Add("A priority is that of the lane: another lane has its turn all the same", async store =>
        {
            await store.RegisterAsync();
            await AddAsync(store, 100, 100, 100);
            var other = await store.CreateAsync("another task");

            Check.True((await store.TakeIdsAsync("worker", 2, "task", "another task")).Contains(other), "the other lane is served by the second turn");
        });
        cases.Add("A head tells its priority, and a run that comes back keeps it", async store =>
        {
            await store.RegisterAsync();
            await AddAsync(store, 7);
            var execution = await store.TakeUpNextAsync();
            Check.Equal(7, (await store.HeadAsync(execution.RunId)).Priority);
            var lower = await AddAsync(store, 3);
            await execution.HandBackAsync();

            await store.TakesAsync(execution.RunId, lower[0]);
        });
        cases.Add("A delayed run that is due goes before those of a lower priority", async store =>
        {
            await store.RegisterAsync();
            var lower = await AddAsync(store, 0);
            var delayed = await store.AddAsync(store.NewRun() with { Priority = 1, DueAt = store.Time.GetUtcNow().AddMinutes(1) });
            store.Time.Advance(TimeSpan.FromMinutes(1));

            await store.TakesAsync(delayed, lower[0]);
        });
        cases.Add("A run of a higher priority that a worker does not know does not hold up those that it knows", async store =>
        {
            await store.DeclareAsync(limit: 1, "queue", "task", "unknown");
            await store.AddAsync(store.NewRun("unknown") with { Priority = 9 });
            var known = await AddAsync(store, 1);

            await store.TakesAsync(known);
        });
        cases.Add("Priorities and places are kept when the store is opened again", StoreCapabilities.Durable, async store =>
        {
            await store.RegisterAsync();
            var runs = await AddAsync(store, 1, 2, 1, 2);
            await store.ReopenAsync();
            var late = await AddAsync(store, 2);

            await store.TakesAsync(runs[1], runs[3], late[0], runs[0], runs[2]);
        });

        return cases.All;
    }

    private static async Task<string[]> AddAsync(StoreUnderTest store, params int[] priorities)
    {
        var number = 0;
        return await store.AddAsync(priorities.Length, run => run with { Priority = priorities[number++] });
    }
}
