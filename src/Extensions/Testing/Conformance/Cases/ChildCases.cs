using Runnel.Storage;

namespace Runnel.Testing.Conformance.Cases;

/// <summary>Runs that an execution creates, in the commit of its append.</summary>
internal static class ChildCases
{
    public static IReadOnlyList<ConformanceCase> All { get; } = List();

    private static IReadOnlyList<ConformanceCase> List()
    {
        var cases = new CaseList(ConformanceArea.Children);

        cases.Add("An append's children are there when it is", async store =>
        {
            var execution = await store.StartAsync();
            NewRun[] children = [Child(store, execution), Child(store, execution)];
            Check.Outcome(AppendOutcome.Committed, await store.AppendAsync(execution.Next("triggers") with { Children = children }));

            await store.HasLogAsync(execution.RunId, "created", "triggers");
            foreach (var child in children)
            {
                await store.HasLogAsync(child.RunId, "created");
                Check.Equal(RunStatus.Queued, (await store.HeadAsync(child.RunId)).Status);
            }
        });
        cases.Add("A child's head tells its parent, whether that waits for it, and its batch", async store =>
        {
            var execution = await store.StartAsync();
            NewRun[] children = [Child(store, execution) with { IsAwaited = true, BatchId = "batch" }, Child(store, execution)];
            await store.AppendAsync(execution.Next("triggers") with { Children = children });
            var (awaited, plain) = (await store.HeadAsync(children[0].RunId), await store.HeadAsync(children[1].RunId));

            Check.Equal((execution.RunId, true, "batch"), (awaited.ParentId, awaited.IsAwaited, awaited.BatchId));
            Check.Equal((execution.RunId, false, null), (plain.ParentId, plain.IsAwaited, plain.BatchId));
        });
        cases.Add("A child is given to a worker as other runs are, in its queue", async store =>
        {
            await store.DeclareAsync(limit: 1);
            var execution = await store.StartAsync();
            NewRun[] children = [Child(store, execution), Child(store, execution)];
            await store.AppendAsync(execution.Next("triggers") with { Children = children });

            Check.Equal("queue", (await store.HeadAsync(children[0].RunId)).Queue);
            await store.TakesAsync(children[0].RunId);
            await store.TakesAsync();
        });
        cases.Add("Observers are told of children", async store =>
        {
            var execution = await store.StartAsync();
            var observer = new RecordingObserver();
            using var watch = store.Calls.Watch(observer);
            await store.AppendAsync(execution.Next("triggers") with { Children = [Child(store, execution)] });

            await store.UntilAsync(() => observer.Ready > 0, "the observer is told that a child is ready");
        });
        cases.Add("The writer of the append is told of its children too: they are to be taken", async store =>
        {
            var execution = await store.StartAsync();
            var writer = new RecordingObserver();
            using var watch = store.Calls.Watch(writer);
            await store.Calls.AppendAsync([execution.Next("triggers") with { Children = [Child(store, execution)] }], writer, default);

            await store.UntilAsync(() => writer.Ready > 0, "the writer is told that a child is ready");
        });
        cases.Add("A delayed child is due at its time", async store =>
        {
            var execution = await store.StartAsync();
            var child = Child(store, execution) with { DueAt = store.Time.GetUtcNow().AddMinutes(1) };
            await store.AppendAsync(execution.Next("triggers") with { Children = [child] });

            Check.Equal(RunStatus.Delayed, (await store.HeadAsync(child.RunId)).Status);
            await store.TakesAsync();
            store.Time.Advance(TimeSpan.FromMinutes(1));
            await store.TakesAsync(child.RunId);
        });
        cases.Add("An append made again creates its children once", async store =>
        {
            var execution = await store.StartAsync();
            var child = Child(store, execution);
            var append = execution.Next("triggers") with { Children = [child] };
            await store.AppendAsync(append);
            await (await store.TakeUpNextAsync()).EndAsync();
            var before = await store.HeadAsync(child.RunId);

            Check.Outcome(AppendOutcome.AlreadyCommitted, await store.AppendAsync(append));
            Check.Equal(before, await store.HeadAsync(child.RunId));
            await store.TakesAsync();
        });
        cases.Add("A child that exists already is left as it is, and the append holds", async store =>
        {
            var first = await store.StartAsync();
            var child = Child(store, first);
            await store.AppendAsync(first.Next("triggers") with { Children = [child] });
            await first.HandBackAsync();
            var second = await store.TakeUpAsync(first.RunId);
            var fresh = Child(store, second);
            var again = second.Next("triggers again") with { Children = [child with { Body = Texts.Of("another"), TaskId = "another task" }, fresh] };
            Check.Outcome(AppendOutcome.Committed, await store.AppendAsync(again));

            await store.HasLogAsync(child.RunId, "created");
            Check.Set(
                [child.RunId, fresh.RunId],
                (await store.Calls.ListAsync(new RunQuery { ParentId = first.RunId }, default)).Select(head => head.RunId));
        });
        cases.Add("A batch of appends creates the children of each that holds", async store =>
        {
            var (one, two) = (await store.StartAsync(), await store.StartAsync());
            await two.EndAsync();
            var (child, unborn) = (Child(store, one), Child(store, two));
            var results = await store.AppendAllAsync(
                two.Next("late") with { Children = [unborn] },
                one.Next("triggers") with { Children = [child] });

            Check.Outcomes([AppendOutcome.Ended, AppendOutcome.Committed], results);
            await store.TakesAsync(child.RunId);
            Check.Equal(null, await store.Calls.GetAsync(unborn.RunId, default));
        });
        cases.Add("The append that ends a run can create children", async store =>
        {
            var execution = await store.StartAsync();
            var child = Child(store, execution);
            await store.AppendAsync(execution.Next("end", Changes.To(RunStatus.Completed)) with { Children = [child] });

            await store.TakesAsync(child.RunId);
        });

        return cases.All;
    }

    internal static NewRun Child(StoreUnderTest store, Execution parent) => store.NewRun() with { ParentId = parent.RunId };
}
