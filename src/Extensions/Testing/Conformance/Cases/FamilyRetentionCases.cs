using Runnel.Storage;

namespace Runnel.Testing.Conformance.Cases;

/// <summary>What a parent may still ask for is kept as long as that lives.</summary>
internal static class FamilyRetentionCases
{
    private const string ChildrensTask = "task of children";

    public static IReadOnlyList<ConformanceCase> All { get; } = List();

    private static IReadOnlyList<ConformanceCase> List()
    {
        var cases = new CaseList(ConformanceArea.Retention, StoreCapabilities.RetentionSettable);

        foreach (var (status, how) in new[] { (RunStatus.Executing, "executes"), (RunStatus.Waiting, "waits"), (RunStatus.Delayed, "is delayed") })
        {
            cases.Add($"A finished child is kept while its parent {how}, with its log", async store =>
            {
                var (parent, child) = await FamilyAsync(store);
                await (status switch
                {
                    RunStatus.Waiting => parent.WaitAsync(),
                    RunStatus.Delayed => parent.DelayAsync(TimeSpan.FromDays(30)),
                    _ => parent.AppendAsync("goes on"),
                });
                await PassAsync(store, times: 3);

                Check.Single(await store.Calls.ListAsync(new RunQuery { TaskId = ChildrensTask }, default));
                Check.Equal(child.RunId, Check.Single(await store.Calls.ListAsync(new RunQuery { ParentId = parent.RunId }, default)).RunId);
                Check.Equal(RunStatus.Completed, (await store.HeadAsync(child.RunId)).Status);
                await store.HasLogAsync(child.RunId, "created", "end");
            });
        }

        cases.Add("A finished child goes when its parent has ended, and its retention too", async store =>
        {
            var (parent, child) = await FamilyAsync(store);
            await PassAsync(store, times: 2);
            await parent.EndAsync();
            await PassAsync(store, times: 2);

            await RetentionCases.GoesAsync(store, child.RunId);
            await RetentionCases.GoesAsync(store, parent.RunId);
        });
        cases.Add("A finished child whose parent ended first is kept for its own retention", async store =>
        {
            var (parent, child) = await FamilyAsync(store, ends: false);
            await parent.EndAsync();
            store.Time.Advance(StoreUnderTest.Retention / 2);
            await child.EndAsync();
            store.Time.Advance(StoreUnderTest.Retention - TimeSpan.FromMinutes(1));
            await store.HasLogAsync(child.RunId, "created", "end");
            store.Time.Advance(TimeSpan.FromMinutes(2));

            await RetentionCases.GoesAsync(store, child.RunId);
        });
        cases.Add("A child that is kept does not keep others that ended after it", async store =>
        {
            var (_, child) = await FamilyAsync(store);
            var other = await store.StartAsync();
            await other.EndAsync();
            await PassAsync(store, times: 1);

            await RetentionCases.GoesAsync(store, other.RunId);
            await store.HasLogAsync(child.RunId, "created", "end");
        });
        cases.Add("A parent that has ended goes though its child lives", async store =>
        {
            var (parent, child) = await FamilyAsync(store, ends: false);
            await parent.EndAsync();
            await PassAsync(store, times: 1);

            await RetentionCases.GoesAsync(store, parent.RunId);
            Check.Outcome(AppendOutcome.Committed, await child.AppendAsync("lives on"));
            await store.HasLogAsync(child.RunId, "created", "lives on");
        });
        cases.Add("A finished run whose parent is unknown goes as others do", async store =>
        {
            await store.RegisterAsync();
            await store.AddAsync(store.NewRun() with { ParentId = store.NewId() });
            var execution = await store.TakeUpNextAsync();
            await execution.EndAsync();
            await PassAsync(store, times: 1);

            await RetentionCases.GoesAsync(store, execution.RunId);
        });
        cases.Add("A kept child is kept when the store is opened again", StoreCapabilities.Durable, async store =>
        {
            var (_, child) = await FamilyAsync(store);
            await PassAsync(store, times: 1);
            await store.ReopenAsync();
            await PassAsync(store, times: 1);

            await store.HasLogAsync(child.RunId, "created", "end");
        });

        return cases.All;
    }

    /// <summary>A parent that executes, and its child that has ended.</summary>
    private static async Task<(Execution Parent, Execution Child)> FamilyAsync(StoreUnderTest store, bool ends = true)
    {
        var parent = await store.StartAsync();
        var run = store.NewRun(ChildrensTask) with { ParentId = parent.RunId, IsAwaited = true };
        await store.AppendAsync(parent.Next("triggers") with { Children = [run] });
        var child = await store.TakeUpAsync(run.RunId);
        if (ends)
        {
            await child.EndAsync();
        }

        return (parent, child);
    }

    // A store may look for what to forget with any of its calls.
    private static async Task PassAsync(StoreUnderTest store, int times)
    {
        for (var left = times; left > 0; left--)
        {
            store.Time.Advance(StoreUnderTest.Retention + TimeSpan.FromMinutes(1));
            await store.CreateAsync("passes by");
            await store.TakeIdsAsync("worker", 10, "nothing");
        }
    }
}
