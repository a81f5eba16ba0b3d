using Runnel.Storage;

namespace Runnel.Testing.Conformance.Cases;

/// <summary>How full queues are.</summary>
internal static class QueueStateCases
{
    public static IReadOnlyList<ConformanceCase> All { get; } = List();

    private static IReadOnlyList<ConformanceCase> List()
    {
        var cases = new CaseList(ConformanceArea.Queues);

        cases.Add("Where no queue was declared none is listed, though runs wait", async store =>
        {
            await store.CreateAsync();
            await store.AddAsync(store.NewRun() with { Queue = "not declared" });

            Check.Empty(await store.Calls.ListQueuesAsync(default));
        });
        cases.Add("Queues are listed in the order of their names, by code point, with their limits", async store =>
        {
            foreach (var (queue, limit) in new (string, int?)[] { ("b", 1), ("ä", 2), ("B", null), ("a", int.MaxValue) })
            {
                await store.LimitAsync(limit, queue);
            }

            Check.Sequence(
                [new("B", null, 0, 0), new("a", int.MaxValue, 0, 0), new("b", 1, 0, 0), new("ä", 2, 0, 0)],
                await store.Calls.ListQueuesAsync(default));
        });
        cases.Add("A limit that was changed is listed as it is now", async store =>
        {
            await store.LimitAsync(3);
            await store.LimitAsync(7);

            Check.Equal(7, Check.Single(await store.Calls.ListQueuesAsync(default)).Limit);
        });
        cases.Add("A queue's runs are counted as they become ready, execute and end", async store =>
        {
            await store.DeclareAsync(limit: 2);
            await store.AddAsync(5);
            Check.Equal((5, 0), await CountsAsync(store));
            var executions = await store.TakeUpAllAsync();
            Check.Equal((3, 2), await CountsAsync(store));
            await executions[0].EndAsync();
            Check.Equal((3, 1), await CountsAsync(store));
            await executions[1].HandBackAsync();
            Check.Equal((4, 0), await CountsAsync(store));
        });
        cases.Add("A queue's runs are counted over all its keys", async store =>
        {
            await store.DeclareAsync(limit: 1);
            foreach (var key in new[] { "a", "a", "b", "b", null, null, null })
            {
                await store.AddAsync(store.NewRun() with { ConcurrencyKey = key });
            }

            await store.TakeIdsAsync(limit: 10);
            Check.Equal((4, 3), await CountsAsync(store));
        });
        cases.Add("A run that waits holds no slot, and one that goes on does", async store =>
        {
            await store.DeclareAsync(limit: 2);
            await store.AddAsync(1);
            var execution = await store.TakeUpNextAsync();
            await execution.WaitAsync();
            Check.Equal((0, 0), await CountsAsync(store));
            await execution.ResumeAsync();
            Check.Equal((0, 1), await CountsAsync(store));
        });
        cases.Add("A delayed run is not ready before its time", async store =>
        {
            await store.DeclareAsync(limit: 2);
            await store.AddAsync(store.NewRun() with { DueAt = store.Time.GetUtcNow().AddMinutes(1) });

            Check.Equal((0, 0), await CountsAsync(store));
        });
        cases.Add("A queue without a limit has no slots to be held", async store =>
        {
            await store.DeclareAsync(limit: null);
            await store.AddAsync(3);
            await store.TakeUpNextAsync();

            Check.Equal((2, 0), await CountsAsync(store));
        });
        cases.Add("Queues, their limits and what is held are kept when the store is opened again", StoreCapabilities.Durable, async store =>
        {
            await store.DeclareAsync(limit: 2);
            var runs = await store.AddAsync(4);
            var executions = await store.TakeUpAllAsync();
            await store.ReopenAsync();

            Check.Equal(new QueueState("queue", 2, 2, 2), Check.Single(await store.Calls.ListQueuesAsync(default)));
            await store.TakesAsync();
            await executions[0].EndAsync();
            await store.TakesAsync(runs[2]);
            Check.Equal("queue", (await store.HeadAsync(await store.CreateAsync())).Queue);
        });
        cases.Add("The line is kept when the store is opened again", StoreCapabilities.Durable, async store =>
        {
            var (waiting, executing) = await LineCases.FullAsync(store, count: 2);
            await waiting[1].ResumeAsync();
            await waiting[0].ResumeAsync();
            await store.ReopenAsync();
            await store.AddAsync(1);
            await executing.EndAsync();

            await store.TakesAsync();
            Check.Outcome(AppendOutcome.NoSlot, await waiting[0].RepeatAsync());
            Check.Outcome(AppendOutcome.Committed, await waiting[1].RepeatAsync());
        });

        return cases.All;
    }

    private static async Task<(int Ready, int Executing)> CountsAsync(StoreUnderTest store)
    {
        var state = await store.QueueAsync();
        return (state.Ready, state.Executing);
    }
}
