using Runnel.Storage;

namespace Runnel.Testing.Conformance.Cases;

/// <summary>Lanes take turns: the one that was served goes last.</summary>
internal static class TurnCases
{
    public static IReadOnlyList<ConformanceCase> All { get; } = List();

    private static IReadOnlyList<ConformanceCase> List()
    {
        var cases = new CaseList(ConformanceArea.Queues);

        cases.Add("Lanes take turns, one run each", async store =>
        {
            await store.RegisterAsync();
            await AddAsync(store, "aaabbbccc");
            var turns = await TakeEachAsync(store, 9);

            Check.Set("abc", turns[..3]);
            Check.Equal(turns[..3] + turns[..3] + turns[..3], turns);
        });
        cases.Add("Lanes take turns within one take", async store =>
        {
            await store.RegisterAsync();
            await AddAsync(store, "aaabbbccc");
            var turns = await TasksAsync(store, await store.TakeIdsAsync("worker", 9, "a", "b", "c"));

            Check.Equal(turns[..3] + turns[..3] + turns[..3], turns);
            Check.Set("abc", turns[..3]);
        });
        cases.Add("A crowded lane does not hold up one with a single run", async store =>
        {
            await store.RegisterAsync();
            await AddAsync(store, new string('a', 60) + "b");

            Check.Set("ab", await TakeEachAsync(store, 2));
        });
        cases.Add("A crowded key of a queue does not hold up the others", async store =>
        {
            await store.DeclareAsync(limit: null);
            await store.AddAsync(60, run => run with { ConcurrencyKey = "crowded" });
            string[] others = [await store.AddAsync(store.NewRun() with { ConcurrencyKey = "single" }), await store.CreateAsync()];
            var taken = await store.TakeIdsAsync(limit: 3);

            Check.Set(others, taken.Intersect(others));
        });
        cases.Add("A lane's turn is the same for all workers", async store =>
        {
            await store.RegisterAsync();
            await store.RegisterAsync("another");
            await AddAsync(store, "aaabbb");
            var turns = await TakeEachAsync(store, 1) + await TakeEachAsync(store, 1, "another") + await TakeEachAsync(store, 1);

            Check.Equal(turns[0], turns[2], "the lane that is served third");
            Check.Set("ab", turns[..2]);
        });
        cases.Add("A lane's turn is the same for all processes", StoreCapabilities.Shared, async store =>
        {
            await store.RegisterAsync();
            var other = await store.OpenAnotherAsync();
            await AddAsync(store, "aaabbb");
            var turns = await TakeEachAsync(store, 1);
            turns += await TasksAsync(store, (await other.TakeAsync(store.Request("worker", 1, "a", "b"), default)).Runs.Select(run => run.RunId));

            Check.Set("ab", turns);
        });
        cases.Add("A lane's turn is the same when the store is opened again", StoreCapabilities.Durable, async store =>
        {
            await store.RegisterAsync();
            await AddAsync(store, "aaabbbccc");
            var turns = await TakeEachAsync(store, 1);
            await store.ReopenAsync();
            turns += await TakeEachAsync(store, 1);
            await store.ReopenAsync();
            turns += await TakeEachAsync(store, 1);

            Check.Set("abc", turns);
        });
        cases.Add("A lane of which a worker knows no task is passed over, and its turn stays", async store =>
        {
            await store.RegisterAsync();
            await AddAsync(store, "aabb");
            await store.TakeIdsAsync("worker", 1, "b");

            Check.Sequence("ab", await TakeEachAsync(store, 2));
        });
        cases.Add("A full lane is passed over, and its turn stays", async store =>
        {
            await store.DeclareAsync(limit: 1, "queue", "a");
            await AddAsync(store, "aabbbb");
            var full = await store.TakeUpNextAsync("worker", "a");
            Check.Equal("bb", await TakeEachAsync(store, 2));
            await full.EndAsync();

            Check.Equal("ab", await TakeEachAsync(store, 2));
        });
        cases.Add("Tasks that a worker does not know are passed over within a lane", async store =>
        {
            await store.DeclareAsync(limit: 1, "queue", "a", "b");
            await AddAsync(store, new string('a', 60) + "b");

            Check.Equal("b", await TasksAsync(store, await store.TakeIdsAsync("worker", 5, "b")));
            Check.Empty(await store.TakeIdsAsync("worker", 5, "a", "b"));
        });
        cases.Add("A hundred lanes of one run each are served by one take", async store =>
        {
            await store.DeclareAsync(limit: 1);
            var number = 0;
            var runs = await store.AddAsync(100, run => run with { ConcurrencyKey = $"{number++}" });

            Check.Set(runs, await store.TakeIdsAsync(limit: 100));
        });

        return cases.All;
    }

    /// <summary>Creates a run of each letter's task, in order; each such task has a lane of its own.</summary>
    private static async Task AddAsync(StoreUnderTest store, string tasks) =>
        await store.Calls.CreateAsync([.. tasks.Select(task => store.NewRun($"{task}"))], default);

    /// <summary>Takes one run after another; their tasks as letters.</summary>
    private static async Task<string> TakeEachAsync(StoreUnderTest store, int count, string worker = "worker")
    {
        var turns = "";
        for (var left = count; left > 0; left--)
        {
            turns += await TasksAsync(store, await store.TakeIdsAsync(worker, 1, "a", "b", "c"));
        }

        return turns;
    }

    private static async Task<string> TasksAsync(StoreUnderTest store, IEnumerable<string> runIds)
    {
        var tasks = "";
        foreach (var runId in runIds)
        {
            tasks += (await store.HeadAsync(runId)).TaskId;
        }

        return tasks;
    }
}
