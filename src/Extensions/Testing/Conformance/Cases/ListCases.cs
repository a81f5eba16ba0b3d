using Runnel.Storage;

namespace Runnel.Testing.Conformance.Cases;

/// <summary>Runs, newest first.</summary>
internal static class ListCases
{
    public static IReadOnlyList<ConformanceCase> All { get; } = List();

    private static IReadOnlyList<ConformanceCase> List()
    {
        var cases = new CaseList(ConformanceArea.List);

        cases.Add("An empty store lists nothing", async store => Check.Empty(await store.Calls.ListAsync(new RunQuery(), default)));
        cases.Add("Runs are listed newest first", async store =>
        {
            string[] created = [await store.CreateAsync(), await store.CreateAsync(), await store.CreateAsync()];

            await ListsAsync(store, new RunQuery(), [.. created.Reverse()]);
        });
        cases.Add("Newest is whose id is newest, in whatever order runs were created", async store =>
        {
            NewRun[] runs = [store.NewRun(), store.NewRun(), store.NewRun()];
            foreach (var run in new[] { runs[1], runs[2], runs[0] })
            {
                await store.Calls.CreateAsync([run], default);
            }

            await ListsAsync(store, new RunQuery(), runs[2].RunId, runs[1].RunId, runs[0].RunId);
        });
        cases.Add("Runs of one task can be listed", async store =>
        {
            var (first, _, third) = (await store.CreateAsync("a"), await store.CreateAsync("b"), await store.CreateAsync("a"));

            await ListsAsync(store, new RunQuery { TaskId = "a" }, third, first);
            await ListsAsync(store, new RunQuery { TaskId = "c" });
        });
        cases.Add("Runs that stand somewhere can be listed, and leave that list when they go on", async store =>
        {
            await store.RegisterAsync();
            var (first, second) = (await store.CreateAsync(), await store.CreateAsync());
            await ListsAsync(store, new RunQuery { Status = RunStatus.Queued }, second, first);
            var execution = await store.TakeUpAsync(first);

            await ListsAsync(store, new RunQuery { Status = RunStatus.Queued }, second);
            await ListsAsync(store, new RunQuery { Status = RunStatus.Executing }, first);
            await execution.EndAsync();
            await ListsAsync(store, new RunQuery { Status = RunStatus.Executing });
            await ListsAsync(store, new RunQuery { Status = RunStatus.Completed }, first);
        });
        cases.Add("Task and status can be asked for together", async store =>
        {
            await store.RegisterAsync();
            var (taken, waits, other) = (await store.CreateAsync("a"), await store.CreateAsync("a"), await store.CreateAsync("b"));
            await store.TakeIdsAsync("worker", 1, "a");

            await ListsAsync(store, new RunQuery { TaskId = "a", Status = RunStatus.Queued }, waits);
            await ListsAsync(store, new RunQuery { TaskId = "a", Status = RunStatus.Executing }, taken);
            await ListsAsync(store, new RunQuery { TaskId = "b" }, other);
        });
        cases.Add("No more runs are listed than the limit", async store =>
        {
            var (_, second, third) = (await store.CreateAsync(), await store.CreateAsync(), await store.CreateAsync());

            await ListsAsync(store, new RunQuery { Limit = 2 }, third, second);
        });
        cases.Add("Without a wish a hundred runs are listed", async store =>
        {
            await store.Calls.CreateAsync([.. Enumerable.Range(0, 101).Select(_ => store.NewRun())], default);

            Check.Equal(100, (await store.Calls.ListAsync(new RunQuery(), default)).Count);
        });
        cases.Add("The page after a run begins with the next older one", async store =>
        {
            var (first, second, third) = (await store.CreateAsync(), await store.CreateAsync(), await store.CreateAsync());

            await ListsAsync(store, new RunQuery { Before = third }, second, first);
            await ListsAsync(store, new RunQuery { Before = first });
        });
        cases.Add("The page after a run that is not there, such as one that is gone, begins where it would stand", async store =>
        {
            var first = await store.CreateAsync();
            var missing = store.NewId();
            await store.CreateAsync();

            await ListsAsync(store, new RunQuery { Before = missing }, first);
        });
        cases.Add("Pages lead through all runs, each once", async store =>
        {
            var runs = Enumerable.Range(0, 25).Select(_ => store.NewRun()).ToArray();
            await store.Calls.CreateAsync(runs, default);
            var listed = new List<string>();
            for (string? before = null; ; before = listed[^1])
            {
                var page = await store.Calls.ListAsync(new RunQuery { Before = before, Limit = 7 }, default);
                if (page.Count == 0)
                {
                    break;
                }

                listed.AddRange(page.Select(head => head.RunId));
            }

            Check.Sequence(runs.Select(run => run.RunId).Reverse(), listed);
        });
        cases.Add("A limit counts the runs that are asked for, not those that are passed over", async store =>
        {
            var wanted = await store.CreateAsync("wanted");
            await store.Calls.CreateAsync([.. Enumerable.Range(0, 20).Select(_ => store.NewRun("other"))], default);

            await ListsAsync(store, new RunQuery { TaskId = "wanted", Limit = 3 }, wanted);
        });

        return cases.All;
    }

    private static async Task ListsAsync(StoreUnderTest store, RunQuery query, params string[] runIds) =>
        Check.Sequence(runIds, (await store.Calls.ListAsync(query, default)).Select(head => head.RunId), $"the runs that {query} lists");
}
