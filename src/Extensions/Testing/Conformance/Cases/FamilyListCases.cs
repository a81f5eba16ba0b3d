using Runnel.Storage;

namespace Runnel.Testing.Conformance.Cases;

/// <summary>Runs found by their parent, their batch and their tags.</summary>
internal static class FamilyListCases
{
    public static IReadOnlyList<ConformanceCase> All { get; } = List();

    private static IReadOnlyList<ConformanceCase> List()
    {
        var cases = new CaseList(ConformanceArea.Children);

        cases.Add("Runs are listed by their parent, newest first", async store =>
        {
            var (parent, other) = (await store.StartAsync(), await store.StartAsync());
            NewRun[] children = [ChildCases.Child(store, parent), ChildCases.Child(store, parent)];
            await store.AppendAsync(parent.Next("triggers") with { Children = children });
            await store.AppendAsync(other.Next("triggers") with { Children = [ChildCases.Child(store, other)] });

            await ListsAsync(store, new RunQuery { ParentId = parent.RunId }, children[1].RunId, children[0].RunId);
            await ListsAsync(store, new RunQuery { ParentId = children[0].RunId });
        });
        cases.Add("Runs are listed by their parent, however they were created", async store =>
        {
            var parent = await store.StartAsync();
            var child = await store.AddAsync(ChildCases.Child(store, parent));

            await ListsAsync(store, new RunQuery { ParentId = parent.RunId }, child);
        });
        cases.Add("Runs are listed by their batch, newest first", async store =>
        {
            var batch = await store.AddAsync(3, run => run with { BatchId = "batch" });
            await store.AddAsync(2, run => run with { BatchId = "Batch" });
            await store.CreateAsync();

            await ListsAsync(store, new RunQuery { BatchId = "batch" }, [.. batch.Reverse()]);
        });
        cases.Add("Runs are listed by each of their tags, and differences in case are differences", async store =>
        {
            const string Odd = "o'brien 100% _ 任务";
            var one = await store.AddAsync(store.NewRun() with { Tags = ["a", "b", Odd] });
            var two = await store.AddAsync(store.NewRun() with { Tags = ["b", "A"] });
            await store.AddAsync(store.NewRun() with { Tags = ["bb"] });

            await ListsAsync(store, new RunQuery { Tag = "a" }, one);
            await ListsAsync(store, new RunQuery { Tag = "b" }, two, one);
            await ListsAsync(store, new RunQuery { Tag = Odd }, one);
            await ListsAsync(store, new RunQuery { Tag = "c" });
        });
        cases.Add("A tag that a run has twice finds it once", async store =>
        {
            var runId = await store.AddAsync(store.NewRun() with { Tags = ["a", "a"] });
            await store.OutsideAsync(runId, "tagged", new HeadChange { Tags = ["a", "b", "b"] });

            await ListsAsync(store, new RunQuery { Tag = "a" }, runId);
            await ListsAsync(store, new RunQuery { Tag = "b" }, runId);
        });
        cases.Add("Tags that appends add are found beside those of the trigger, and change nothing else", async store =>
        {
            var execution = await store.StartAsync();
            var before = await store.HeadAsync(execution.RunId);
            await execution.AppendAsync("tagged", new HeadChange { Tags = ["owner's", "both"] });
            await store.OutsideAsync(execution.RunId, "tagged", new HeadChange { Tags = ["outsider's", "both"] });

            foreach (var tag in new[] { "owner's", "outsider's", "both" })
            {
                await ListsAsync(store, new RunQuery { Tag = tag }, execution.RunId);
            }

            Check.Equal(before with { Head = before.Head + 2, WriterSequence = 1 }, await store.HeadAsync(execution.RunId));
        });
        cases.Add("Tags of an append that is refused are not found", async store =>
        {
            var late = await store.StartAsync();
            await late.HandBackAsync();
            Check.Outcome(AppendOutcome.Fenced, await late.AppendAsync("late", new HeadChange { Tags = ["late"] }));
            var conflict = store.Outside(late.RunId, "?", new HeadChange { Tags = ["late"] }) with { ExpectedHead = 1000 };
            Check.Outcome(AppendOutcome.Conflict, await store.AppendAsync(conflict));

            await ListsAsync(store, new RunQuery { Tag = "late" });
        });
        cases.Add("Tags of a child are found", async store =>
        {
            var parent = await store.StartAsync();
            var child = ChildCases.Child(store, parent) with { Tags = ["child's"] };
            await store.AppendAsync(parent.Next("triggers") with { Children = [child] });

            await ListsAsync(store, new RunQuery { Tag = "child's" }, child.RunId);
        });
        cases.Add("A tag is found whatever becomes of its run", async store =>
        {
            var execution = await store.StartAsync();
            await execution.AppendAsync("end", new HeadChange { Status = RunStatus.Completed, Tags = ["late"] });

            await ListsAsync(store, new RunQuery { Tag = "late", Status = RunStatus.Completed }, execution.RunId);
            await ListsAsync(store, new RunQuery { Tag = "late", Status = RunStatus.Failed });
        });
        cases.Add("What a query names must all hold, and pages go on where they ended", async store =>
        {
            var runs = await store.AddAsync(5, run => run with { Tags = ["tag"], BatchId = "batch" });
            await store.AddAsync(store.NewRun("another task") with { Tags = ["tag"], BatchId = "batch" });
            await store.AddAsync(store.NewRun() with { Tags = ["tag"] });
            await store.AddAsync(store.NewRun() with { BatchId = "batch" });
            var query = new RunQuery { TaskId = "task", Tag = "tag", BatchId = "batch", Status = RunStatus.Queued, Limit = 2 };

            await ListsAsync(store, query, runs[4], runs[3]);
            await ListsAsync(store, query with { Before = runs[3] }, runs[2], runs[1]);
            await ListsAsync(store, query with { Before = runs[1] }, runs[0]);
        });
        cases.Add("Families, batches and tags are kept when the store is opened again", StoreCapabilities.Durable, async store =>
        {
            var parent = await store.StartAsync();
            var child = ChildCases.Child(store, parent) with { Tags = ["tag"], BatchId = "batch", IsAwaited = true };
            await store.AppendAsync(parent.Next("triggers") with { Children = [child] });
            await store.ReopenAsync();

            foreach (var query in new RunQuery[] { new() { ParentId = parent.RunId }, new() { Tag = "tag" }, new() { BatchId = "batch" } })
            {
                await ListsAsync(store, query, child.RunId);
            }

            Check.Equal((parent.RunId, true), ((await store.HeadAsync(child.RunId)).ParentId, (await store.HeadAsync(child.RunId)).IsAwaited));
        });

        return cases.All;
    }

    private static async Task ListsAsync(StoreUnderTest store, RunQuery query, params string[] runIds) =>
        Check.Sequence(runIds, (await store.Calls.ListAsync(query, default)).Select(head => head.RunId), $"the runs of {query}");
}
