using Runnel.Storage;

namespace Runnel.Testing.Conformance.Cases;

/// <summary>A queue's limit, and which runs it is for.</summary>
internal static class QueueCases
{
    public static IReadOnlyList<ConformanceCase> All { get; } = List();

    private static IReadOnlyList<ConformanceCase> List()
    {
        var cases = new CaseList(ConformanceArea.Queues);

        cases.Add("One take gives no more runs of a queue than its limit", async store =>
        {
            await store.DeclareAsync(limit: 2);
            var runs = await store.AddAsync(5);

            await store.TakesAsync(runs[..2]);
            Check.Sequence(
                [RunStatus.Executing, RunStatus.Executing, RunStatus.Queued, RunStatus.Queued, RunStatus.Queued],
                await Task.WhenAll(runs.Select(async run => (await store.HeadAsync(run)).Status)));
        });
        cases.Add("Several takes give together no more runs of a queue than its limit", async store =>
        {
            await store.DeclareAsync(limit: 3);
            await store.RegisterAsync("another");
            var runs = await store.AddAsync(5);

            Check.Sequence(runs[..2], await store.TakeIdsAsync(limit: 2));
            Check.Sequence(runs[2..3], await store.TakeIdsAsync("another", limit: 2));
            await store.TakesAsync();
        });
        cases.Add("Another process's store knows the limit, and the runs that execute", StoreCapabilities.Shared, async store =>
        {
            await store.DeclareAsync(limit: 2);
            var other = await store.OpenAnotherAsync();
            var runs = await store.AddAsync(4);

            Check.Sequence(runs[..1], await store.TakeIdsAsync());
            Check.Sequence(runs[1..2], (await other.TakeAsync(store.Request(limit: 5), default)).Runs.Select(run => run.RunId));
            await store.TakesAsync();
            Check.Empty((await other.TakeAsync(store.Request(limit: 5), default)).Runs);
        });
        cases.Add("A queue that was not declared has no limit", async store =>
        {
            await store.DeclareAsync(limit: 1);
            await store.TakesAsync(await store.AddAsync(60, run => run with { Queue = "not declared" }));
        });
        cases.Add("A task that names no queue has one of its own, without a limit", async store =>
        {
            await store.DeclareAsync(limit: 1, tasks: "another task");
            var runs = await store.AddAsync(60);
            var head = await store.HeadAsync(runs[0]);

            Check.Equal((QueueNames.OfTask("task"), true), (head.Queue, head.IsInOwnQueue));
            await store.TakesAsync(runs);
        });
        cases.Add("A declared queue without a limit gives all its runs", async store =>
        {
            await store.DeclareAsync(limit: null);
            await store.TakesAsync(await store.AddAsync(60));
        });
        cases.Add("A run waits in the queue of its task", async store =>
        {
            await store.DeclareAsync(limit: 1);
            var head = await store.HeadAsync(await store.CreateAsync());

            Check.Equal(("queue", true, null), (head.Queue, head.IsInOwnQueue, head.ConcurrencyKey));
        });
        cases.Add("A run whose trigger names a queue waits there, whatever its task's", async store =>
        {
            await store.DeclareAsync(limit: 1);
            await store.LimitAsync(limit: 1, "named");
            var own = await store.CreateAsync();
            var named = await store.AddAsync(2, run => run with { Queue = "named" });
            var head = await store.HeadAsync(named[0]);

            Check.Equal(("named", false), (head.Queue, head.IsInOwnQueue));
            Check.Set([own, named[0]], await store.TakeIdsAsync(limit: 5));
            await store.TakesAsync();
        });
        cases.Add("A run whose trigger names the queue of its task shares that queue's slots", async store =>
        {
            await store.DeclareAsync(limit: 1);
            string[] runs = [await store.CreateAsync(), await store.AddAsync(store.NewRun() with { Queue = "queue" })];

            await store.TakesAsync(runs[0]);
        });
        cases.Add("Tasks of one queue share its slots", async store =>
        {
            await store.DeclareAsync(limit: 2, "queue", "a", "b");
            string[] runs = [await store.CreateAsync("a"), await store.CreateAsync("b"), await store.CreateAsync("a"), await store.CreateAsync("b")];

            Check.Sequence(runs[..2], await store.TakeIdsAsync("worker", 5, "a", "b"));
            Check.Empty(await store.TakeIdsAsync("worker", 5, "b"));
        });
        cases.Add("A full queue does not hinder the others", async store =>
        {
            await store.DeclareAsync(limit: 1);
            var full = await store.AddAsync(100);
            var other = await store.CreateAsync("another task");
            await store.TakesAsync(full[0]);

            Check.Sequence([other], await store.TakeIdsAsync("worker", 1, "task", "another task"));
        });
        cases.Add("Queues whose names differ in case are different queues", async store =>
        {
            await store.DeclareAsync(limit: 1);
            await store.LimitAsync(limit: 2, "Queue");
            await store.TakesAsync((await store.AddAsync(3, run => run with { Queue = "Queue" }))[..2]);
        });

        return cases.All;
    }
}
